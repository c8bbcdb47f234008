/** What the demo profile offers to this page beside the hooks. */
import type { Explained, FixtureSummary, MovedFixture, Read } from '../../console-parts.ts';
import type { Dialect } from '../../../trust/caller.ts';
import type { MintKind } from '../../../trust/demo-issuer.ts';
import type { Behaviour } from '../../simulator/behaviours.ts';
import { ask } from './http.ts';

export type HookBody = Readonly<Record<string, unknown>>;

export interface SimulatedEhr {
  readonly issuer: string;
  readonly fhirServer: string;
  readonly accessTokens: Readonly<Record<Behaviour, string>>;
}

export const listFixtures = (): Promise<readonly FixtureSummary[]> => ask('GET', '/fixtures');
export const getFixture = (name: string): Promise<MovedFixture> => ask('GET', `/fixtures/${encodeURIComponent(name)}`);
export const explain = (service: string, body: HookBody): Promise<Explained> => ask('POST', `/explain/${service}`, { body });
export const readText = (text: string): Promise<Read> => ask('POST', '/read', { body: { text } });
export const forget = (patientId: string): Promise<{ rows: number }> => ask('POST', '/simulator/forget', { body: { patientId } });
export const simulatedEhr = (): Promise<SimulatedEhr> => ask('GET', '/simulator/ehr');

export const mintToken = async (path: string, kind: MintKind, dialect: Dialect): Promise<string> => {
  const { token } = await ask<{ token: string }>('POST', '/simulator/token', { body: { path, kind, dialect } });
  return token;
};
