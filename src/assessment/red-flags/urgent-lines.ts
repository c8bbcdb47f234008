/** What the urgent card says, as ids and values (DECISIONS B 10-15, G row U). */
import type { Line, Quote, Values } from '../advice.ts';
import { dayValue, plain } from '../line.ts';
import { firstLines } from '../lines/first-lines.ts';
import { reportedLines } from '../reported-lines.ts';
import { factDay, type KnownFracture, type Mention, type Situation } from '../situation.ts';
import { inSpineOrder } from '../spine.ts';
import { palliativeEntries } from '../standing-silences.ts';
import { judgeDenosumab } from '../treatment/judge-denosumab.ts';
import type { Alarm } from './alarms.ts';
import { recordedCancer } from './cancer.ts';
import type { StandingAlarm } from './course.ts';
import { malignantBoneFacts } from './known-malignancy.ts';

const uniqueMentions = (alarms: readonly Alarm[]): readonly Mention[] => [...new Set(alarms.flatMap(({ mentions }) => mentions))];

/** The fractures of the chart that the alarms stand with. */
export const fracturesOf = (situation: Situation, alarms: readonly Alarm[]): readonly KnownFracture[] => {
  const mentions = uniqueMentions(alarms);
  return [...situation.fractures, ...situation.possibles].filter((fracture) => fracture.mentions.some((one) => mentions.includes(one)));
};

/** Levels and regions of the fractures, else of the flag. */
export const urgentWhere = (alarms: readonly Alarm[]): Values => {
  const mentions = uniqueMentions(alarms);
  const levels = inSpineOrder(mentions.flatMap(({ level }) => level ?? []));
  const flagged = inSpineOrder(alarms.flatMap(({ raised, fact }) => [...(raised?.statement.levels ?? []), ...(fact?.levels ?? [])]));
  const regions = [...new Set(mentions.flatMap(({ regions: where }) => where))];
  return {
    ...(levels.length > 0 ? { levels } : flagged.length > 0 ? { levels: flagged } : {}),
    ...(levels.length === 0 && regions.length > 0 ? { regions } : {}),
    ...(mentions.length > 0 && mentions.every(({ status }) => status === 'possible') ? { fracturePossible: 'possible' } : {}),
  };
};

/** Values of the alarm that leads the summary. */
export const alarmValues = ({ day, raised, fact }: Alarm): Values => ({
  ...dayValue('day', raised?.day ?? (fact === null ? day : (factDay(fact) ?? day))),
  ...(raised === null || raised.statement.levels.length === 0 ? {} : { flagLevels: raised.statement.levels }),
  ...(raised?.statement.assertion === 'possible' ? { possible: 'possible' } : {}),
  ...(fact === null ? {} : { display: fact.display }),
});

const why = (alarm: Alarm): readonly Line[] => {
  const { cause, fact, raised, day } = alarm;
  if (cause === 'known-malignancy' || cause === 'coded' || cause === 'ankylosed-spine')
    return [
      { id: `why-${cause}`, values: fact === null ? dayValue('day', day) : { display: fact.display, ...dayValue('day', factDay(fact)) } },
    ];
  const values = alarmValues({ ...alarm, fact: null });
  const structure = cause === 'cord-compression' ? (raised?.statement.structure ?? null) : null;
  return [{ id: `why-${cause}`, values: { ...values, ...(structure === null ? {} : { structure }) } }];
};

/** A fracture after an injury is no fracture of this chart, but it is reported. */
const reportedByMention = (situation: Situation, alarms: readonly Alarm[]): readonly Line[] => {
  const known = fracturesOf(situation, alarms);
  return uniqueMentions(alarms)
    .filter((mention) => !known.some(({ mentions }) => mentions.includes(mention)))
    .map((mention): Line => ({
      id: 'what-reported',
      values: {
        ...(mention.level === null ? {} : { level: [mention.level] }),
        ...(mention.regions.length === 0 ? {} : { regions: mention.regions }),
        ...(mention.status === 'possible' ? { possible: 'possible' } : {}),
        ...(mention.severity === null ? {} : { severity: mention.severity }),
        ...(mention.acuity === 'unspecified' ? {} : { acuity: mention.acuity }),
        ...dayValue('firstReported', mention.day),
        ...dayValue('lastReported', mention.day),
      },
    }));
};

const twoReports = (alarms: readonly Alarm[]): readonly Line[] =>
  alarms.flatMap(({ raised, mentions }) => {
    const [fracture] = mentions;
    if (raised === null || fracture === undefined || mentions.some(({ reportId }) => reportId === raised.reportId)) return [];
    return [{ id: 'two-reports', values: { ...dayValue('flagDay', raised.day), ...dayValue('fractureDay', fracture.day) } }];
  });

/** Cancer makes compression metastatic until shown otherwise (NG234). */
export const isCancerous = (situation: Situation, alarms: readonly Alarm[]): boolean =>
  alarms.some(({ flag, raised }) => flag === 'malignancy' || raised?.statement.ascribedTo === 'tumour') ||
  recordedCancer(situation) !== null ||
  malignantBoneFacts(situation).length > 0;

/** An injury is given, or the flag is `unstable`: NG41's "image the rest of the spine". */
const isInjury = (situation: Situation, alarms: readonly Alarm[]): boolean => {
  const ids = alarms.flatMap(({ mentions, raised }) => [
    ...mentions.map(({ reportId }) => reportId),
    ...(raised === null ? [] : [raised.reportId]),
  ]);
  return (
    alarms.some(({ flag, mentions }) => flag === 'unstable' || mentions.some(({ traumatic }) => traumatic)) ||
    situation.reports.some(({ report, reading }) => ids.includes(report.id) && (reading?.mechanism ?? null) !== null)
  );
};

const pathwayLines = (situation: Situation, alarms: readonly Alarm[]): readonly Line[] => {
  const has = (...causes: readonly Alarm['cause'][]): boolean => alarms.some(({ cause }) => causes.includes(cause));
  const compressed = alarms.some(({ flag }) => flag === 'cordCompression');
  const infected = alarms.some(({ flag }) => flag === 'infection');
  const cancerous = isCancerous(situation, alarms) && (compressed || alarms.some(({ flag }) => flag === 'malignancy'));
  const unstable = has('unstable', 'ankylosed-spine') || alarms.some(({ cause, flag }) => cause === 'coded' && flag === 'unstable');
  return [
    ...plain('local-emergency-pathway'),
    ...(cancerous ? plain('mscc-immediately', 'mscc-24-hours') : []),
    ...(has('cauda-equina') ? plain('cauda-equina-same-day') : []),
    ...((compressed && !cancerous) || unstable ? plain('spinal-team-same-day') : []),
    ...(infected ? plain('infection-same-day') : []),
    ...(isInjury(situation, alarms) ? plain('ng41-image-rest') : []),
  ];
};

/** What must not be forgotten meanwhile: the late injection, the assessment that is still due, the agreed plan. */
const meanwhile = (situation: Situation, alarms: readonly Alarm[]): readonly Line[] => {
  const denosumab = judgeDenosumab(situation);
  const last = denosumab.speaks && denosumab.gap.kind !== 'undated' ? denosumab.gap.lastDay : null;
  const onlyUnstable = alarms.every(({ flag }) => flag === 'unstable') && !isCancerous(situation, alarms);
  return [
    ...(denosumab.speaks ? [{ id: 'denosumab-last-given', values: dayValue('day', last) }] : []),
    ...(onlyUnstable ? plain('once-safe-assess') : []),
    ...palliativeEntries(situation)
      .slice(0, 1)
      .map(({ day }): Line => ({ id: 'palliative-follow-plan', values: { day: { day } } })),
  ];
};

const cancerLine = (situation: Situation, alarms: readonly Alarm[]): readonly Line[] => {
  const cancer = recordedCancer(situation);
  const told = alarms.some(({ cause }) => cause === 'known-malignancy');
  return cancer === null || told
    ? []
    : [{ id: 'cancer-recorded', values: { display: cancer.display, ...dayValue('day', factDay(cancer)) } }];
};

export const urgentLines = (situation: Situation, standing: readonly StandingAlarm[]): readonly Line[] => {
  const alarms = standing.map(({ alarm }) => alarm);
  const [lead] = standing;
  if (lead === undefined) return [];
  const value = dayValue('day', lead.alarm.raised?.day ?? lead.alarm.day);
  const provisional = alarms.filter((alarm) => alarm.provisional).slice(0, 1);
  const phase: readonly Line[] =
    lead.phase === 'warning'
      ? [{ id: 'acted-on', values: value }]
      : lead.phase === 'no-follow-up'
        ? [{ id: 'no-follow-up', values: { ...value, ...(lead.alarm.fact === null ? {} : { display: lead.alarm.fact.display }) } }]
        : [];
  const reasons = alarms.flatMap(why);
  return [
    ...firstLines(situation, 'urgent-cause'),
    ...provisional.map(({ day }): Line => ({ id: 'provisional', values: dayValue('day', day) })),
    ...phase,
    ...reasons.filter((line, index) => reasons.findIndex(({ id }) => id === line.id) === index),
    ...twoReports(alarms).slice(0, 1),
    ...pathwayLines(situation, alarms),
    ...cancerLine(situation, alarms),
    ...reportedLines(situation, fracturesOf(situation, alarms)).filter(({ id }) => id !== 'previous-fracture'),
    ...reportedByMention(situation, alarms),
    ...meanwhile(situation, alarms),
  ];
};

/** The sentences that raise the flags, then those that state the fractures. */
export const urgentQuotes = (situation: Situation, alarms: readonly Alarm[]): readonly Quote[] => {
  const raised = alarms.flatMap(({ raised: flag }) => flag?.quote ?? []);
  const stated = uniqueMentions(alarms).flatMap(({ reportId, statement }): readonly Quote[] => {
    const read = situation.reports.find(({ report }) => report.id === reportId);
    return read === undefined
      ? []
      : [{ reportId, day: read.day, modality: read.report.modality, title: read.report.title, text: statement.quote }];
  });
  const quotes = [...raised, ...stated];
  return quotes.filter((one, index) => quotes.findIndex(({ reportId, text }) => reportId === one.reportId && text === one.text) === index);
};
