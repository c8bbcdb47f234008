/** Ages that a sentence gives level by level: "T9 and T12 fractures, the former acute, the latter old", "L2 is new, the rest old", "old and new respectively". */
import { spokenOf } from './assertion.ts';
import { acuityOf } from './build-finding.ts';
import type { Clause } from './clause.ts';
import { stands, type Finding } from '../finding.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import type { Item } from '../match.ts';
import { pointedIn, type SpokenPlace } from '../places.ts';
import { usableGroups } from './levels-of-finding.ts';

type Age = Item<EntryOf<'time'>>;

/** A word of age farther from "the former" than this is not its own. */
const NEAR = 6;

interface Share {
  readonly levels: readonly string[];
  readonly ages: readonly Age[];
}

const inOrder = (levels: readonly string[], ages: readonly Age[]): readonly Share[] =>
  ages.length !== levels.length ? [] : levels.map((level, index) => ({ levels: [level], ages: ages.slice(index, index + 1) }));

/** Levels that the sentence names once more: "... at T6, T8 and T11; of these T11 is new". */
const namedAgain = (clause: Clause, levels: readonly string[]): readonly SpokenPlace[] =>
  usableGroups(clause)
    .slice(1)
    .filter((group) => group.levels.length < levels.length && group.levels.every((level) => levels.includes(level)))
    .map(({ first, last, levels: again }) => ({ first, last, levels: again, named: true }));

const byPointer = (clause: Clause, levels: readonly string[], ages: readonly Age[]): readonly Share[] => {
  const again = namedAgain(clause, levels);
  const spoken = again.flatMap((place) => place.levels);
  const pointers = [...again, ...pointedIn(clause, levels, spoken)];
  const nearest = (age: Age): number =>
    pointers.reduce((best, pointer, index) => {
      const [known] = best < 0 ? [undefined] : [pointers[best]];
      const distance = clause.distance(pointer, age);
      return distance <= NEAR && (known === undefined || distance < clause.distance(known, age)) ? index : best;
    }, -1);
  const owners = ages.map(nearest);
  return pointers.map((pointer, index) => ({ levels: pointer.levels, ages: ages.filter((_, at) => owners[at] === index) }));
};

const partOf = (finding: Finding, { levels, ages }: Share): Finding => ({
  ...finding,
  levels,
  acuity: acuityOf(ages, []),
  isNew: ages.some(({ entry }) => entry.course === 'new'),
  calledOld: ages.some(({ entry }) => entry.acuity === 'old' && entry.course === undefined && entry.before !== true),
  unchanged: ages.some(({ entry }) => entry.course === 'unchanged') ? finding.unchanged : null,
});

/** Findings with several levels parted, where words of age are told apart by "the former", "the latter" or "respectively". */
export const apportion = (clause: Clause, findings: readonly Finding[]): readonly Finding[] => {
  const { sentence } = clause;
  if (!sentence.has('former', 'latter', 'rest', 'respectively')) return findings;
  const ages = sentence.all('time').filter((item) => item.entry.weak !== true && spokenOf(clause, item).as === 'asserted');
  return findings.flatMap((finding) => {
    if (!stands(finding) || finding.levels.length < 2) return [finding];
    const shares = (
      sentence.has('respectively')
        ? inOrder(
            finding.levels,
            ages.filter((age) => finding.cues.includes(age)),
          )
        : byPointer(clause, finding.levels, ages)
    ).filter((share) => share.ages.length > 0);
    if (shares.length === 0) return [finding];
    const told = shares.flatMap(({ levels }) => levels);
    const left = finding.levels.filter((level) => !told.includes(level));
    const others = { levels: left, ages: ages.filter((age) => !shares.some((share) => share.ages.includes(age))) };
    return [...shares, ...(left.length > 0 ? [others] : [])].map((share) => partOf(finding, share));
  });
};
