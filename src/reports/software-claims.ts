/** What software found, taken over or rejected by the reporter level by level. */
import type { Finding } from './finding.ts';
import type { Sentence } from './sentence.ts';

/** "I agree with L1": of what software found, the levels that the reporter names, or all; what is left remains the software's. */
export const adopt = (latest: readonly Finding[], own: readonly Finding[], agreed: readonly string[]): readonly Finding[] =>
  latest
    .filter(({ softwareOnly }) => softwareOnly)
    .flatMap((finding) => {
      const left = agreed.length === 0 ? [] : finding.levels.filter((level) => !agreed.includes(level));
      const parted = left.length < finding.levels.length ? left : [];
      finding.levels = finding.levels.filter((level) => !parted.includes(level));
      finding.softwareOnly = false;
      for (const one of own) if (one.levels.length === 0) one.levels = finding.levels;
      return parted.length === 0 ? [] : [{ ...finding, levels: parted, softwareOnly: true }];
    });

/** "AI flagged a fracture at T9 but I disagree." */
export const rejectInOneBreath = (sentence: Sentence, own: readonly Finding[]): void => {
  if (!sentence.has('software') || !sentence.has('rejected')) return;
  for (const claim of own) if (claim.softwareOnly) Object.assign(claim, { assertion: 'denied', denial: 'finding' });
};

/** "T10 no, the software was wrong": of what only software found, the levels that the reporter rejects. */
export const takeBack = (findings: readonly Finding[], rejected: readonly string[]): void => {
  for (const finding of findings) {
    if (!finding.softwareOnly || !finding.levels.some((level) => rejected.includes(level))) continue;
    finding.levels = finding.levels.filter((level) => !rejected.includes(level));
    if (finding.levels.length === 0) Object.assign(finding, { assertion: 'denied', denial: 'finding' });
  }
};
