/** Cancer without recorded metastases: what to exclude before this is called osteoporotic (DECISIONS C 17; NG234). */
import type { Line } from '../advice.ts';
import { entryLine, plain } from '../line.ts';
import { recordedCancer } from '../red-flags/cancer.ts';
import { factDay, type Situation } from '../situation.ts';

export const cancerFirst = (situation: Situation): readonly Line[] => {
  const cancer = recordedCancer(situation);
  if (cancer === null) return [];
  return [entryLine('exclude-metastasis', cancer.display, factDay(cancer)), ...plain('mscc-24-hours', 'mscc-immediately')];
};
