/** What was looked at, on every answer of 200: silence must mean "read, and nothing to say" (DESIGN section 3). No patient data. */
import type { Explanation } from '../explanation.ts';
import type { HookResponse } from './wire.ts';

/** Adds `<domain>.evaluated`; members without a value are left out, as the standard asks. */
export const withEvaluated = (
  response: HookResponse,
  { chart, knowledge }: Explanation,
  domain: string,
  mode: 'live' | 'silent',
): HookResponse => {
  const { reports, notRead } = chart.counts;
  const { unknown } = chart.facts;
  const evaluated = {
    reportsRead: reports - notRead,
    reportsNotRead: notRead,
    ...(unknown.length > 0 ? { unknown } : {}),
    knowledge,
    ...(mode === 'silent' ? { mode } : {}),
  };
  return { ...response, extension: { ...response.extension, [`${domain}.evaluated`]: evaluated } };
};
