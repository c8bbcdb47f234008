/** What was not checked stands before everything else (DECISIONS C 20, G 36, I 0). */
import type { Advice } from '../assessment/advice.ts';
import type { Chart } from '../fhir/facts.ts';
import type { CardWords, Frame, Sentence } from './content.ts';
import { listed } from './view.ts';

type Key = keyof Frame['notChecked']['keys'];

const sentence = ({ template, end }: Sentence): string => `${template.fill({})}${end}`;

/** First what the rule says itself, then the other keys, then what could not be read or was withheld. */
export const notCheckedOf = (advice: Advice, chart: Chart, frame: Frame, words: CardWords): readonly string[] => {
  const { keys, line, reports, withheld, cut } = frame.notChecked;
  const says = (id: string | undefined): boolean => id !== undefined && advice.lines.some((one) => one.id === id);
  const own = Object.values(keys)
    .filter(({ said }) => says(said))
    .flatMap(({ said }) => words.lines.get(said ?? '') ?? []);
  const wordsOf = (ids: readonly string[]): string =>
    listed([...new Set(ids)].filter((id): id is Key => Object.hasOwn(keys, id)).map((id) => keys[id].words));
  const unknown = wordsOf(chart.facts.unknown.filter((key) => !Object.hasOwn(keys, key) || !says(keys[key as Key].said)));
  const short = wordsOf(chart.keys.filter((record) => record.cut).map(({ key }) => key));
  const { counts } = chart;
  return [
    ...own.map(sentence),
    ...(unknown === '' ? [] : [line.fill({ keys: unknown })]),
    ...(counts.notRead === 0 ? [] : [reports.fill({ notRead: String(counts.notRead), reports: String(counts.reports) })]),
    ...(chart.keys.some((record) => record.withheld) ? [withheld.fill({})] : []),
    ...(short === '' ? [] : [cut.fill({ keys: short })]),
  ];
};
