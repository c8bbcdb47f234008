/** How much height is lost, in per cent: "30 %", "20-25 %", "one third", "reduced to 60 %". */
import type { Clause, Place } from './clause.ts';
import type { NumberWords } from '../lexicon/load.ts';
import { PERCENT } from '../lexicon/word-kinds.ts';
import type { Item } from '../match.ts';

export interface Measure extends Place {
  readonly percent: number;
  readonly cue: Item | null;
}

const NEAR = 10;

/** A percentage counts when a word of loss is nearer than a word of something else; software gives its confidence in per cent too. */
const isOfHeight = (clause: Clause, place: Place): boolean => {
  if (clause.sentence.has('software') && !clause.sentence.has('measure')) return false;
  const nearest = (role: 'measure-of-loss' | 'loss-direction' | 'measure-of-other' | 'target'): number =>
    clause.sentence.all(role).reduce((least, item) => Math.min(least, clause.distance(item, place)), Infinity);
  const loss = Math.min(nearest('measure-of-loss'), nearest('loss-direction'), nearest('target'));
  return loss <= NEAR * 2 && nearest('measure-of-other') > loss;
};

/** "Anterior height 65 % of L2": what is left, by the yardstick of another vertebra. `at` is the number. */
export const isShare = (clause: Clause, at: number): boolean =>
  clause.numbers.share.has(clause.tokens.textOf(at + 2)) &&
  clause.sentence.groups.some(({ first }) => first === at + 3) &&
  clause.sentence.all('measure').some(({ last }) => last === at || (last === at - 1 && !clause.tokens.isNumber(last)));

const OF_HEIGHT = 3;

/** "Height around 65 % of that of its neighbours", "maintained at four fifths of normal": what is left of the whole, unless it is what is lost. */
const isOfWhole = (clause: Clause, { first, last }: Place): boolean => {
  const { tokens, sentence, numbers } = clause;
  const whole = [last, last - 2].find((at) => numbers.share.has(tokens.textOf(at)) && numbers.wholes.has(tokens.textOf(at + 1)));
  if (whole === undefined) return false;
  return sentence
    .all('measure')
    .some(
      (height) =>
        height.last <= first && first - height.last <= OF_HEIGHT && clause.between(height.last, first, 'measure-of-loss').length === 0,
    );
};

/** "30", "thirty", "forty five": what it says, and how many tokens say it. */
const numberAt = (
  { tokens }: Clause,
  at: number,
  written: NumberWords['written'],
): { readonly value: number; readonly width: number } | null => {
  if (tokens.isNumber(at)) return { value: tokens.figure(at), width: 1 };
  const value = written[tokens.textOf(at)];
  if (value === undefined) return null;
  const ones = value >= 20 && value % 10 === 0 ? written[tokens.textOf(at + 1)] : undefined;
  return ones !== undefined && ones < 10 ? { value: value + ones, width: 2 } : { value, width: 1 };
};

export const measuresIn = (clause: Clause, { less, more, turned, reducedTo, roughly, upTo, written }: NumberWords): readonly Measure[] => {
  const { tokens, sentence } = clause;
  const isPercent = (at: number): boolean => clause.kinds.is(tokens.known(at), PERCENT);
  /** "Reduced to roughly 60 %", "retains a third": what is left of the height; "up to 60 %" is what is lost. */
  const isLeft = (at: number): boolean => {
    const to = roughly.has(tokens.textOf(at - 1)) ? at - 2 : at - 1;
    return reducedTo.has(tokens.textOf(to)) && tokens.isWord(to - 1) && !upTo.has(tokens.textOf(to - 1)) && !isRange(to);
  };
  /** "A quarter to a third". */
  const isRange = (at: number): boolean => sentence.all('fraction').some(({ last }) => last === at);
  /** "More than 25 %" is over it, "under 25 %" below. */
  const beyond = (at: number): number => {
    const before = tokens.textOf(at - 1);
    const than = less.has(before) && more.has(tokens.textOf(at - 2));
    const over = than || more.has(before);
    if (over && turned.has(tokens.textOf(at - (than ? 3 : 2)))) return 0;
    return over ? 1 : less.has(before) ? -1 : 0;
  };
  const measures: Measure[] = [];
  for (let at = sentence.first; at < sentence.last; at += 1) {
    const number = isPercent(at + 1) || isPercent(at + 2) ? numberAt(clause, at, written) : null;
    if (number === null || !isPercent(at + number.width)) continue;
    const { value, width } = number;
    const percent =
      isLeft(at) || isShare(clause, at) || isOfWhole(clause, { first: at, last: at + width + 1 }) ? 100 - value : value + beyond(at);
    const measure = { first: at, last: at + width + 1, percent, cue: null };
    const listed = measures.at(-1)?.last === at - 1;
    if (percent <= 100 && (listed || isOfHeight(clause, measure))) measures.push(measure);
    at += width - 1;
  }
  for (const item of sentence.all('fraction')) {
    if (!isOfHeight(clause, item)) continue;
    const { percent } = item.entry;
    measures.push({
      first: item.first,
      last: item.last,
      percent: isLeft(item.first) || isOfWhole(clause, item) ? 100 - percent : percent + beyond(item.first),
      cue: item,
    });
  }
  return measures;
};
