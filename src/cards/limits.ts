/** The numbers of `cards/thresholds.yaml` in words, so that a card never repeats one by hand: `{{limits.recentFracture}}` prints "24 months". */
import type { Thresholds } from '../assessment/thresholds.ts';

const printed = (value: Thresholds[keyof Thresholds]): string => {
  if (typeof value === 'number') return String(value);
  const units = Object.entries(value).filter(([, count]) => count !== undefined) as readonly (readonly [string, number])[];
  return units.map(([unit, count]) => `${String(count)} ${count === 1 ? unit.replace(/s$/, '') : unit}`).join(' ');
};

/** @throws Error naming a threshold that does not exist. */
export const withLimits = (text: string, thresholds: Thresholds): string =>
  text.replace(/\{\{limits\.(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(thresholds, name)) throw new Error(`no threshold "${name}"`);
    return printed(thresholds[name as keyof Thresholds]);
  });
