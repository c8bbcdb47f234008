/** An EHR that is registered: it has a key of its own, an entry for ehrs.yaml, and signs each call with a fresh token. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, TestService } from './service.ts';
import { goodToken, makeKey, signed } from './trust/signing.ts';

export interface SignedEhr {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly authorization: (service: TestService, path: string) => string;
  readonly post: (service: TestService, path: string, body: unknown) => Promise<Answer>;
}

export const signedEhr = (name: string, members: Readonly<Record<string, unknown>> = {}): SignedEhr => {
  const key = makeKey(`${name}-1`);
  const issuer = `https://${name}.example`;
  const file = join(mkdtempSync(join(tmpdir(), 'vfcds-ehr-')), 'jwks.json');
  writeFileSync(file, JSON.stringify({ keys: [key.jwk] }));
  const authorization: SignedEhr['authorization'] = (service, path) =>
    `Bearer ${signed(goodToken(key, { issuer, audience: service.url + path, now: service.parts.now() }), key)}`;
  return {
    entry: { name, issuer, keys: { file }, audience: '{url}', ...members },
    authorization,
    post: (service, path, body) => service.post(path, body, { authorization: authorization(service, path) }),
  };
};
