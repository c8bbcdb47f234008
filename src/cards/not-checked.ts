/** What was not checked stands before everything else (DECISIONS C 20, G 36, I 0). */
import type { Advice } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Chart, ReportText } from '../fhir/facts.ts';
import type { CardWords, Frame, Sentence } from './content.ts';
import { examinationOf } from './examination.ts';
import type { RenderContext } from './render.ts';
import { listed } from './view.ts';

type Key = keyof Frame['notChecked']['keys'];

const NOT_FINAL: readonly ReportText['status'][] = ['registered', 'preliminary', 'partial'];

const sentence = ({ template, end }: Sentence): string => `${template.fill({})}${end}`;

const isKey = (name: string, keys: Frame['notChecked']['keys']): name is Key => Object.hasOwn(keys, name);

/** What the rule says itself about a key, then the other keys that are not known. */
const unknownKeys = (advice: Advice, { facts }: Chart, { notChecked }: Frame, words: CardWords): readonly string[] => {
  const { keys, line } = notChecked;
  const isSaid = (key: Key): boolean => advice.lines.some(({ id }) => id === keys[key].said);
  const all = Object.keys(keys).filter((key) => isKey(key, keys));
  const own = all.filter(isSaid).flatMap((key) => words.lines.get(keys[key].said ?? '') ?? []);
  const others = all.filter((key) => facts.unknown.includes(key) && !isSaid(key)).map((key) => keys[key].words);
  return [...own.map(sentence), ...(others.length === 0 ? [] : [line.fill({ keys: listed(others) })])];
};

/** Reports that could not be read, and parts of the record that were withheld or cut. */
const missingParts = ({ counts, keys: records }: Chart, { notChecked }: Frame): readonly string[] => {
  const { keys, reports, reportsMeaning, withheld, cut } = notChecked;
  const short = [...new Set(records.filter((record) => record.cut).map(({ key }) => key))].flatMap((key) =>
    isKey(key, keys) ? keys[key].words : [],
  );
  return [
    ...(counts.notRead === 0
      ? []
      : [reports.fill({ notRead: String(counts.notRead), reports: String(counts.reports) }), reportsMeaning.fill({})]),
    ...(records.some((record) => record.withheld) ? [withheld.fill({})] : []),
    ...(short.length === 0 ? [] : [cut.fill({ keys: listed(short) })]),
  ];
};

/** Before the patient leaves: this stay's reports that are not final (DESIGN section 3, encounter-discharge). */
const notFinal = ({ chart, encounterId }: RenderContext, frame: Frame): readonly string[] => {
  if (chart.hook !== 'encounter-discharge' || encounterId === null) return [];
  const open = chart.reports.filter((report) => report.encounterId === encounterId && NOT_FINAL.includes(report.status));
  const named = open.map((report) => `${examinationOf(report, frame)}${report.day === null ? '' : ` (${printedDay(report.day)})`}`);
  return named.length === 0 ? [] : [frame.notChecked.notFinal.fill({ reports: listed(named) })];
};

export const notCheckedOf = (advice: Advice, context: RenderContext, frame: Frame, words: CardWords): readonly string[] => [
  ...unknownKeys(advice, context.chart, frame, words),
  ...missingParts(context.chart, frame),
  ...notFinal(context, frame),
];
