import { createHmac } from 'node:crypto';
import { makeKeys } from '../../src/records/keys.ts';

const keys = makeKeys('a key of at least thirty-two characters');
const site = { ehr: 'st-elsewhere', tenant: null };

describe('keyed hashes', () => {
  it('are HMAC-SHA-256 of kind, EHR, tenant and id', () => {
    const expected = createHmac('sha256', 'a key of at least thirty-two characters')
      .update('["patient","st-elsewhere",null,"1"]')
      .digest('base64url');
    expect(keys.patient(site, '1')).toBe(expected);
  });

  it.each([
    ['another EHR', keys.patient({ ehr: 'st-other', tenant: null }, '1')],
    ['another tenant', keys.patient({ ehr: 'st-elsewhere', tenant: 'ward-b' }, '1')],
    ['a tenant without a name', keys.patient({ ehr: 'st-elsewhere', tenant: '' }, '1')],
    ['another id', keys.patient(site, '2')],
    ['another kind of id', keys.user(site, '1')],
    ['another key', makeKeys('another key of thirty-two characters').patient(site, '1')],
    ['names that run together', keys.patient({ ehr: 'st-elsewhere"', tenant: null }, '1')],
  ])('differ for %s', (_, other) => {
    expect(other).not.toBe(keys.patient(site, '1'));
  });

  it('leave nobody in particular nobody in particular', () => {
    expect(keys.user(site, null)).toBeNull();
  });
});
