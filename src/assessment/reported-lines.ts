/** What was reported, as values: levels, grade, age, dates; shared by the rules that speak of stated fractures. */
import { byDay } from '../calendar.ts';
import type { Line, Offer, Quote, Values } from './advice.ts';
import { dayValue } from './line.ts';
import { factDay, factsOf, type KnownFracture, type Situation } from './situation.ts';
import { inSpineOrder } from './spine.ts';

/** `levels` where numbered, `regions` where only those are known. */
export const levelValues = (fractures: readonly KnownFracture[]): Values => {
  const levels = inSpineOrder(fractures.flatMap(({ level }) => level ?? []));
  const regions = [...new Set(fractures.flatMap(({ level, regions: where }) => (level === null ? where : [])))];
  return { ...(levels.length === 0 ? {} : { levels }), ...(regions.length === 0 ? {} : { regions }) };
};

const firstReported = (fractures: readonly KnownFracture[]): string | null =>
  fractures.flatMap((one) => one.firstReported ?? []).sort()[0] ?? null;

/** Values that every summary of reported fractures may print. */
export const whereValues = (fractures: readonly KnownFracture[], count: number): Values => ({
  ...levelValues(fractures),
  count,
  ...dayValue('firstReported', firstReported(fractures)),
});

const whatReported = (fracture: KnownFracture): Values => ({
  ...(fracture.regions.length === 0 ? {} : { regions: fracture.regions }),
  ...(fracture.status === 'possible' ? { possible: 'possible' } : {}),
  ...(fracture.count > 1 ? { multiple: fracture.count } : {}),
  ...(fracture.severity === null ? {} : { severity: fracture.severity }),
  ...(fracture.acuity === null || fracture.acuity === 'unspecified' ? {} : { acuity: fracture.acuity }),
  ...(fracture.quote === null || fracture.quote.modality === null ? {} : { modality: fracture.quote.modality }),
  ...dayValue('firstReported', fracture.firstReported),
  ...dayValue('lastReported', fracture.lastReported),
});

/** Levels of which the same is said stand in one line. */
const whatReportedOf = (fractures: readonly KnownFracture[]): readonly Line[] => {
  const alike = new Map<string, { readonly values: Values; readonly levels: string[] }>();
  for (const fracture of fractures) {
    const values = whatReported(fracture);
    const said = JSON.stringify([fracture.level === null, values]);
    const line = alike.get(said) ?? { values, levels: [] };
    if (fracture.level !== null) line.levels.push(fracture.level);
    alike.set(said, line);
  }
  return Array.from(alike.values(), ({ values, levels }): Line => {
    const level = inSpineOrder(levels);
    const where: Values = level.length === 0 ? {} : { level, ...(level.length > 1 ? { several: 'several' } : {}) };
    return { id: 'what-reported', values: { ...where, ...values } };
  });
};

const knownFromCode = (fracture: KnownFracture): readonly Line[] =>
  fracture.codes
    .slice(0, 1)
    .map((fact) => ({ id: 'fracture-known-from-code', values: { display: fact.display, ...dayValue('day', factDay(fact)) } }));

/** What the reports and entries say, and how far they can be leaned on. */
export const reportedLines = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] => {
  const ids = new Set(fractures.flatMap(({ mentions }) => mentions.map(({ reportId }) => reportId)));
  const late = situation.reports.filter(({ lateFinal, report }) => lateFinal && ids.has(report.id));
  const previous = factsOf(situation, 'vertebral-fracture', 'previous-fracture');
  return [
    ...whatReportedOf(fractures.filter(({ mentions }) => mentions.length > 0)),
    ...fractures.filter(({ mentions }) => mentions.length === 0).flatMap(knownFromCode),
    ...previous.map((fact): Line => ({ id: 'previous-fracture', values: { display: fact.display, ...dayValue('day', factDay(fact)) } })),
    ...late.map(({ day }): Line => ({ id: 'late-preliminary', values: dayValue('day', day) })),
    ...(situation.chart.earlierReportsUnknown ? [{ id: 'earlier-reports-not-checked', values: {} }] : []),
  ];
};

/** The newest sentence for each fracture, each report's sentence once. */
export const quotesOf = (fractures: readonly KnownFracture[]): readonly Quote[] => {
  const quotes = fractures.flatMap(({ quote }) => quote ?? []).sort((a, b) => byDay(b.day, a.day));
  return quotes.filter((one, index) => quotes.findIndex(({ reportId, text }) => reportId === one.reportId && text === one.text) === index);
};

export const reportIdsOf = (fractures: readonly KnownFracture[]): readonly string[] => [
  ...new Set(fractures.flatMap(({ mentions }) => mentions.map(({ reportId }) => reportId))),
];

export const newestReportId = (fractures: readonly KnownFracture[]): string | null => quotesOf(fractures)[0]?.reportId ?? null;

/** "Add to the problem list": not where any vertebral fracture code stands there already (DECISIONS G). */
export const problemOffer = (situation: Situation, fractures: readonly KnownFracture[]): readonly Offer[] => {
  const listed = situation.facts.coded.some(
    ({ concept, kind, problemList }) => concept === 'vertebral-fracture' && problemList && kind !== 'previous-fracture',
  );
  if (listed || fractures.length === 0) return [];
  const words = quotesOf(fractures)[0]?.text ?? fractures.flatMap(({ codes }) => codes)[0]?.display ?? '';
  return [
    {
      kind: 'problem',
      levels: inSpineOrder(fractures.flatMap(({ level }) => level ?? [])),
      confirmed: fractures.some(({ namesFracture }) => namesFracture),
      onset: firstReported(fractures),
      words,
      reportId: newestReportId(fractures),
    },
  ];
};
