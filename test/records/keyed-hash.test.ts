import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { keyedHash } from '../../src/records/keyed-hash.ts';

describe('a keyed hash', () => {
  it('is HMAC-SHA-256, whatever the key and the text are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (key, one) => {
        expect(keyedHash(key)(one)).toBe(createHmac('sha256', key).update(one).digest('base64url'));
      }),
    );
  });

  it('does not remember the text before', () => {
    const hash = keyedHash('a key of at least thirty-two characters');
    const first = hash('one');
    hash('another');
    expect(hash('one')).toBe(first);
  });
});
