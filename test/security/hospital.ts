/** A hospital on loopback: its key set, its FHIR server, tokens for its calls; and an evil server beside it that nobody must ever reach. */
import { listen, sendJson, type Listener } from '../trust/listener.ts';
import { goodToken, makeKey, signed, type KeyPair, type Token } from '../trust/signing.ts';
import type { RequestListener } from 'node:http';

export const SERVICE_PATH = '/cds-services/vertebral-fracture-patient-view';
export const ISSUER = 'https://ehr.st-elsewhere.example';

export interface Hospital {
  readonly key: KeyPair;
  readonly rsaKey: KeyPair;
  readonly keySets: Listener;
  readonly fhir: Listener;
  readonly evil: Listener;
  /** An entry of ehrs.yaml for it. */
  readonly entry: (over?: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** The Authorization header of a good call to this URL, except for what `with_` changes. */
  readonly bearer: (url: string, with_?: Partial<Token>) => string;
  readonly close: () => Promise<void>;
}

/** `fhir` answers below `/r4`; without it every read is 404. */
export const openHospital = async (fhir: RequestListener = (_, response) => sendJson(response, {}, 404)): Promise<Hospital> => {
  const [key, rsaKey] = [makeKey('hospital-ec'), makeKey('hospital-rsa', 'RS384')];
  const keySets = await listen((_, response) => sendJson(response, { keys: [key.jwk, rsaKey.jwk] }));
  const records = await listen(fhir);
  const evil = await listen((_, response) => sendJson(response, { resourceType: 'Bundle', type: 'searchset', keys: [key.jwk] }));
  return {
    key,
    rsaKey,
    keySets,
    fhir: records,
    evil,
    entry: (over = {}) => ({
      name: 'st-elsewhere',
      issuer: ISSUER,
      keys: { jwksUrl: `${keySets.origin}/jwks.json` },
      audience: '{url}',
      fhirServers: [`${records.origin}/r4`],
      allowPrivateAddresses: true,
      ...over,
    }),
    bearer: (url, with_ = {}) => `Bearer ${signed(goodToken(key, { issuer: ISSUER, audience: url, now: new Date(), ...with_ }), key)}`,
    close: async () => void (await Promise.all([keySets.close(), records.close(), evil.close()])),
  };
};
