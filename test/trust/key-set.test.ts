import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysFor, readKeySet } from '../../src/trust/key-set.ts';
import { readKeyFile } from '../../src/trust/load-keys.ts';
import { makeKey } from './signing.ts';

const elliptic = makeKey('ec-1');
const rsa = makeKey('rsa-1', 'RS384');
const jwkOf = (over: object): object => ({ ...elliptic.jwk, ...over });

describe('a key set', () => {
  it('gives its public keys', () => {
    const keys = readKeySet({ keys: [elliptic.jwk, rsa.jwk] });
    expect(keys.map(({ id, type, algorithm }) => ({ id, type, algorithm }))).toEqual([
      { id: 'ec-1', type: 'EC', algorithm: 'ES384' },
      { id: 'rsa-1', type: 'RSA', algorithm: 'RS384' },
    ]);
  });

  it.each([
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0', kid: 'hmac', alg: 'HS256' }],
    ['a key for encryption', jwkOf({ use: 'enc' })],
    ['a key that only signs', jwkOf({ key_ops: ['sign'] })],
    ['a key without kid', jwkOf({ kid: undefined })],
    ['a curve that nobody knows', jwkOf({ crv: 'P-1' })],
    ['a point that is not on the curve', jwkOf({ x: 'AAAA' })],
    ['an Edwards key', { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'ed' }],
  ])('leaves out %s', (_, strange) => {
    expect(readKeySet({ keys: [strange, rsa.jwk] }).map(({ id }) => id)).toEqual(['rsa-1']);
    expect(() => readKeySet({ keys: [strange] })).toThrow('no usable key');
  });

  it.each([
    ['no key set', {}],
    ['no key set', null],
    ['no key set', [elliptic.jwk]],
    ['no key set', { keys: [{ kid: 'x' }] }],
    ['no usable key', { keys: [] }],
  ])('is refused when it is or has %s: %j', (message, json) =>
    expect(() => readKeySet(json)).toThrow(message.replace('no key set', 'is no JSON Web Key Set')),
  );

  it('is refused whole when it holds a private key: others may know it', () => {
    const secret = { ...elliptic.privateKey.export({ format: 'jwk' }), kid: 'ec-1' };
    expect(() => readKeySet({ keys: [rsa.jwk, secret] })).toThrow('holds a private key');
  });

  it('is asked for a key by id, type and algorithm', () => {
    const twin = makeKey('ec-1', 'RS384');
    const keys = readKeySet({ keys: [elliptic.jwk, twin.jwk, jwkOf({ kid: 'any', alg: undefined })] });
    expect(keysFor(keys, 'ec-1', 'ES384')).toHaveLength(1);
    expect(keysFor(keys, 'ec-1', 'RS384')).toHaveLength(1);
    expect(keysFor(keys, 'ec-1', 'ES256')).toEqual([]);
    expect(keysFor(keys, 'any', 'ES384')).toHaveLength(1);
    expect(keysFor(keys, 'any', 'RS384')).toEqual([]);
    expect(keysFor(keys, 'EC-1', 'ES384')).toEqual([]);
  });
});

describe('a key-set file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string): string => {
    writeFileSync(join(folder, 'keys.json'), text);
    return join(folder, 'keys.json');
  };

  it('is read', () => expect(readKeyFile(file(JSON.stringify({ keys: [rsa.jwk] })))).toHaveLength(1));

  it('says what is wrong with it, and nothing that it holds', () => {
    expect(() => readKeyFile(join(folder, 'none.json'))).toThrow(/^cannot be read$/);
    expect(() => readKeyFile(file('{"keys": secret'))).toThrow(/^is no JSON$/);
    expect(() => readKeyFile(file('{}'))).toThrow('is no JSON Web Key Set');
  });
});
