/** One call of a real hook address with the planned token. A replayed token is a good one that was used a moment before. */
import { mintToken } from '../../service/demo.ts';
import { servicePath } from '../../service/hook-call.ts';
import { exchange, type Exchange } from '../../service/http.ts';
import type { CallPlan } from './call-plan.ts';

export const makeCall = async ({ service, token, dialect }: CallPlan, body: unknown): Promise<Exchange> => {
  const path = servicePath(service);
  if (token === 'none') return exchange('POST', path, { body });
  const minted = await mintToken(path, token === 'replayed' ? 'good' : token, dialect);
  if (token === 'replayed') await exchange('POST', path, { body, token: minted });
  return exchange('POST', path, { body, token: minted });
};
