import fc from 'fast-check';
import { plainBase, whereLies } from '../../src/trust/pinned-base.ts';

const BASE = 'https://fhir.good.example/R4';

describe('a registered base holds', () => {
  it.each([
    'https://fhir.good.example/R4',
    'https://fhir.good.example/R4/',
    'https://FHIR.good.example:443/R4/Patient/1',
    'https://fhir.good.example/R4/Patient?a=../..',
    'https://fhir.good.example/R4/x/../Patient/1',
    'https:\\\\fhir.good.example\\R4',
  ])('%s', (url) => expect(whereLies(BASE, url)).toBe('inside'));

  it.each([
    ['https://fhir.good.example.evil.example/R4', 'origin'],
    ['https://fhir.good.exampleevil.example/R4', 'origin'],
    ['https://evil.example/https://fhir.good.example/R4', 'origin'],
    ['https://fhir.good.example@evil.example/R4', 'origin'],
    ['https://user:word@fhir.good.example/R4', 'origin'],
    ['https://fhir.good.example:8443/R4', 'origin'],
    ['http://fhir.good.example/R4', 'origin'],
    ['https://fhir.good.example./R4', 'origin'],
    ['https://evil.example#@fhir.good.example/R4', 'origin'],
    ['//evil.example/R4', 'origin'],
    ['file:///R4', 'origin'],
    ['https://fhir.good.example/R4evil', 'path'],
    ['https://fhir.good.example/r4/Patient/1', 'path'],
    ['https://fhir.good.example/R4/../admin', 'path'],
    ['https://fhir.good.example/R4/%2e%2e/admin', 'path'],
    ['https://fhir.good.example/R4/..%2fadmin', 'path'],
    ['https://fhir.good.example/R4/%252e%252e/admin', 'path'],
    ['https://fhir.good.example/R4/..;/admin', 'path'],
    ['https://fhir.good.example/R4/..%5cadmin', 'path'],
    ['https://fhir.good.example//R4', 'path'],
    ['https://fhir.good.example/', 'path'],
  ])('not %s (its %s differs)', (url, differs) => {
    expect(whereLies(BASE, url)).toBe(differs);
  });

  it('whatever is put behind it or before it', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        if (new URL(url).origin !== new URL(BASE).origin) expect(whereLies(BASE, url)).toBe('origin');
      }),
    );
    fc.assert(
      fc.property(fc.string(), (tail) => {
        if (!URL.canParse(BASE + tail) || whereLies(BASE, BASE + tail) !== 'inside') return;
        const { origin, pathname } = new URL(BASE + tail);
        expect(origin).toBe('https://fhir.good.example');
        expect(pathname.split(/[/\\]/)).not.toContain('..');
        expect(pathname).toMatch(/^\/R4(\/|$)/);
      }),
    );
  });
});

describe('a plain base', () => {
  it.each([
    ['https://Fhir.Good.example:443/R4//', 'https://fhir.good.example/R4'],
    ['http://127.0.0.1:8080/simulator/fhir', 'http://127.0.0.1:8080/simulator/fhir'],
    ['https://2130706433/', 'https://127.0.0.1'],
    ['https://fhir.good.example/R4/./x/..', 'https://fhir.good.example/R4'],
  ])('%s is %s', (text, base) => {
    expect(plainBase(text)).toBe(base);
  });

  it.each([
    'ftp://a/b',
    'https://u@a/b',
    'https://:p@a/b',
    'https://a/b?c',
    'https://a/b?',
    'https://a/b#',
    'https://a/b#c',
    'https://a/b;c',
    'https://a/%2e%2e%2fb',
    'R4',
    '',
    'https://',
  ])('is none: %s', (text) => {
    expect(plainBase(text)).toBeNull();
  });
});
