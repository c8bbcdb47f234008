/** What an addendum does to the report: takes it back, leaves it open, or puts its level right. */
import { spokenLevelsOf } from './context.ts';
import type { ReportDocument } from './document.ts';
import { stands, type Finding } from './finding.ts';
import type { Flag } from './sentence/read-flags.ts';
import type { Sentence } from './sentence.ts';

/** An addendum takes back what the report says ("I retract the fracture"), or leaves it open; the report may stand above it or below. */
export const amend = (document: ReportDocument, addendum: Sentence, findings: readonly Finding[], flags: readonly Flag[]): void => {
  const original = findings.filter(({ part }) => part < addendum.part);
  if (addendum.has('withdrawn') && !addendum.has('corrected')) {
    for (const one of [...original, ...flags.filter(({ part }) => part < addendum.part)]) one.cancelled = true;
    for (const named of findings.filter(({ first }) => first === addendum.first)) named.cancelled = true;
  }
  if (addendum.has('corrected')) putRight(original, spokenLevelsOf(document, addendum));
  if (addendum.has('unconfirmed'))
    for (const finding of original) if (finding.assertion === 'asserted') Object.assign(finding, { assertion: 'possible', hedged: true });
};

/** "Should read L4", "the affected vertebra is T9, not T8": the one level of the report is another. */
const putRight = (original: readonly Finding[], levels: readonly string[]): void => {
  const standing = original.filter((finding) => stands(finding) && finding.levels.length > 0);
  const [named, ...more] = new Set(standing.flatMap((finding) => finding.levels));
  const right = levels.filter((level) => level !== named);
  if (named === undefined || more.length > 0 || right.length !== 1) return;
  for (const finding of standing) finding.levels = right;
};
