/** A certificate for `localhost` that signs itself (RFC 5280), made anew for each run, so that no private key lies in the repository. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const DAY_MS = 86_400_000;

/** As DER has it: in the fewest bytes. */
const lengthOf = (length: number): readonly number[] => {
  if (length < 128) return [length];
  return length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
};

const der = (tag: number, ...parts: readonly (Buffer | string)[]): Buffer => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const whole = (value: number): Buffer => der(0x02, Buffer.from([value]));
const bits = (value: Buffer): Buffer => der(0x03, Buffer.from([0]), value);
const moment = (at: Date): Buffer => der(0x17, at.toISOString().replace(/^..|[-:T]|\.\d+/g, ''));

const ECDSA_SHA384 = sequence(identifier('2a8648ce3d040303'));
const COMMON_NAME = identifier('550403');
const ALTERNATIVE_NAME = identifier('551d11');
const BASIC_CONSTRAINTS = identifier('551d13');
const YES = der(0x01, Buffer.from([0xff]));

const extensions = sequence(
  sequence(ALTERNATIVE_NAME, der(0x04, sequence(der(0x82, 'localhost')))),
  sequence(BASIC_CONSTRAINTS, YES, der(0x04, sequence(YES))),
);

const pem = (certificate: Buffer): string => {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

export interface SelfSigned {
  readonly key: KeyObject;
  readonly certificate: string;
}

export const selfSigned = (): SelfSigned => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, 'localhost'))));
  const validity = sequence(moment(new Date(Date.now() - DAY_MS)), moment(new Date(Date.now() + DAY_MS)));
  const toSign = sequence(
    der(0xa0, whole(2)),
    whole(1),
    ECDSA_SHA384,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  return { key: privateKey, certificate: pem(sequence(toSign, ECDSA_SHA384, bits(sign('sha384', toSign, privateKey)))) };
};
