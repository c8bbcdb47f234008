/** U: a red flag with a reported fracture, or what the record holds beside one: today, before any thought of osteoporosis (DECISIONS B 10-16). */
import type { Evidence, RuleOutcome } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { silent, speak } from '../outcome.ts';
import type { Alarm } from '../red-flags/alarms.ts';
import { standingAlarms, type StandingAlarm } from '../red-flags/course.ts';
import { endingOf } from '../red-flags/ending.ts';
import { alarmValues, urgentLines, urgentQuotes, urgentWhere } from '../red-flags/urgent-lines.ts';
import type { Rule } from '../rule.ts';
import { URGENT_SAYS, URGENT_SUMMARIES } from '../says/urgent-cause.ts';
import type { Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, type Held } from '../standing-silences.ts';

const summaryOf = ({ alarm, phase }: StandingAlarm): string => {
  if (phase === 'warning') return 'acted-on';
  if (phase === 'no-follow-up') return 'no-follow-up';
  return alarm.provisional ? 'provisional' : alarm.cause;
};

const evidenceOf = ({ raised, mentions, fact }: Alarm): readonly Evidence[] => [
  ...(raised === null
    ? []
    : [{ source: `DiagnosticReport/${raised.reportId}`, span: { start: raised.statement.start, end: raised.statement.end } }]),
  ...mentions.map(({ reportId, statement }) => ({
    source: `DiagnosticReport/${reportId}`,
    span: { start: statement.start, end: statement.end },
  })),
  ...(fact === null ? [] : [{ source: fact.source, note: fact.display }]),
];

/** Why no alarm stands: none was raised, it was answered, or its time has passed. */
const noAlarm = (situation: Situation): Held => {
  const [alarm] = situation.alarms;
  if (alarm !== undefined) {
    const ending = endingOf(alarm, situation);
    const detail = ending === null ? `raised on ${alarm.day ?? 'an unknown day'}: its time has passed` : `answered by ${ending.by}`;
    return { reason: 'not-applicable', detail, evidence: evidenceOf(alarm) };
  }
  if (situation.fractures.length === 0 && situation.possibles.length === 0) return nothingReported(situation);
  const unknown = situation.facts.unknown.includes('conditions');
  return {
    reason: unknown ? 'unknown: conditions' : 'not-applicable',
    detail: unknown ? 'no red flag in the reports; cancer and ankylosed spine not known' : 'no red flag with a fracture',
    evidence: [],
  };
};

const tell = (situation: Situation, lead: StandingAlarm, standing: readonly StandingAlarm[]): RuleOutcome => {
  const alarms = standing.map(({ alarm }) => alarm);
  const critical = lead.phase === 'critical';
  const ids = alarms.flatMap(({ raised, mentions }) => [
    ...(raised === null ? [] : [raised.reportId]),
    ...mentions.map(({ reportId }) => reportId),
  ]);
  return speak(urgentCause, {
    indicator: critical ? 'critical' : 'warning',
    summary: summaryOf(lead),
    lines: urgentLines(situation, standing),
    values: { ...urgentWhere([lead.alarm]), ...alarmValues(lead.alarm) },
    quotes: urgentQuotes(situation, alarms),
    offers: [],
    evidence: alarms.flatMap(evidenceOf),
    alone: critical,
    fingerprint: fingerprintOf(situation),
    reportIds: [...new Set(ids)],
  });
};

export const urgentCause: Rule = {
  id: 'urgent-cause',
  topic: 'VFUrgent',
  question: 'Does a report or the record raise malignancy, cord compression, infection or instability with a reported vertebral fracture?',
  summaries: URGENT_SUMMARIES,
  says: URGENT_SAYS,
  judge: (situation) => {
    const always = alwaysSilent(situation, 'U');
    if (always !== null) return silent(urgentCause, always);
    const standing = standingAlarms(situation);
    const [lead] = standing;
    return lead === undefined ? silent(urgentCause, noAlarm(situation)) : tell(situation, lead, standing);
  },
};
