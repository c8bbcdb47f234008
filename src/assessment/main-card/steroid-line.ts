/** "Prednisolone: dose not known" (DECISIONS D 26). */
import type { Line } from '../advice.ts';
import type { Situation } from '../situation.ts';
import { steroidUse } from '../treatment/steroid.ts';

export const steroidDoseUnknown = (situation: Situation): readonly Line[] => {
  const use = steroidUse(situation);
  if (use === null || use.mg !== null) return [];
  return [{ id: 'prednisolone-dose-unknown', values: { display: use.display, ...(use.day === null ? {} : { day: { day: use.day } }) } }];
};
