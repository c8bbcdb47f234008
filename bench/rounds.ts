/**
 * Samples taken in turns: every competitor once a round, with a calibration around the round. A machine that other work slows down for a minute slows all of
 * them, and a round in which it was slower than at its best is left out.
 */

/** A round counts when the calibration, before and after it, took at most this much longer than the shortest of the run. */
const CALM = 1.35;

export interface Round<T> {
  /** By name of the competitor. */
  readonly samples: ReadonlyMap<string, T>;
  /** The slower of the two calibrations, in milliseconds. */
  readonly calibration: number;
}

export interface Rounds<T> {
  readonly calm: readonly Round<T>[];
  readonly discarded: number;
}

/** Milliseconds that a fixed piece of work takes now. */
const calibrate = (): number => {
  const text = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ index, name: `entry ${index}` })));
  const begun = performance.now();
  for (let round = 0; round < 20; round += 1) JSON.parse(text);
  return performance.now() - begun;
};

const calmOf = <T>(rounds: readonly Round<T>[]): readonly Round<T>[] => {
  const best = Math.min(...rounds.map(({ calibration }) => calibration));
  return rounds.filter(({ calibration }) => calibration <= best * CALM);
};

/** Takes rounds until so many were calm, at most twice as many in all. */
export const takeRounds = async <T>(wanted: number, names: readonly string[], sample: (name: string) => Promise<T>): Promise<Rounds<T>> => {
  const rounds: Round<T>[] = [];
  while (calmOf(rounds).length < wanted && rounds.length < 2 * wanted) {
    const before = calibrate();
    const samples = new Map<string, T>();
    for (const name of names) samples.set(name, await sample(name));
    rounds.push({ samples, calibration: Math.max(before, calibrate()) });
  }
  const calm = calmOf(rounds);
  return { calm, discarded: rounds.length - calm.length };
};

/** The lower of the two middle values where there are two; `NaN` of nothing. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;

/** One figure of one competitor, in each calm round. */
export const figures = <T>({ calm }: Rounds<T>, name: string, figure: (sample: T) => number): readonly number[] =>
  calm.flatMap(({ samples }) => {
    const sample = samples.get(name);
    return sample === undefined ? [] : [figure(sample)];
  });

/** How a figure compares with another competitor's, round by round: the median of the ratios. */
export const ratioTo = <T>(rounds: Rounds<T>, name: string, yardstick: string, figure: (sample: T) => number): number => {
  const others = figures(rounds, yardstick, figure);
  return median(figures(rounds, name, figure).map((value, index) => value / (others[index] ?? Number.NaN)));
};
