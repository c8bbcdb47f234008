/**
 * What the public reference client (CDS Hooks sandbox) sends, from a page of another origin in a real browser, so that CORS is the browser's own:
 * preflighted discovery with its ES384 token, prefetch by `POST _search` with `application/json+fhir`, the call, and feedback.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import jwt from 'jsonwebtoken';
import type { Browser } from 'playwright-core';
import { startService, type TestService } from '../service.ts';
import { openBrowser, openPage, type OpenPage } from './browser.ts';

jest.setTimeout(60_000);

const SANDBOX = 'https://sandbox.cds-hooks.org';
const PATIENT = 'tarn-2089';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** As the sandbox signs it: five minutes, the exact address, a `jku` of its own. */
const tokenFor = (audience: string): string => {
  const iat = Math.floor(Date.now() / 1000);
  return jwt.sign({ iss: SANDBOX, aud: audience, exp: iat + 300, iat, jti: randomUUID() }, privateKey, {
    algorithm: 'ES384',
    header: { alg: 'ES384', typ: 'JWT', kid: 'sandbox', jku: `${SANDBOX}/.well-known/jwks.json` },
  });
};

let service: TestService;
let elsewhere: Server;
let browser: Browser;
let open: OpenPage;

beforeAll(async () => {
  elsewhere = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Client</title>'),
  );
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  [service, browser] = await Promise.all([startService(), openBrowser()]);
  open = await openPage(browser, `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await open.close();
  await browser.close();
  elsewhere.close();
  await service.stop();
});

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `fetch` inside the page; rejects where CORS keeps the answer from it. */
const fetchInPage = (url: string, init: Sent): Promise<{ status: number; text: string }> =>
  open.page.evaluate(
    async ([address, given]) => {
      const answer = await fetch(address, given);
      return { status: answer.status, text: await answer.text() };
    },
    [url, init] as const,
  );

const asSandbox = (url: string, body?: unknown): Sent => ({
  method: body === undefined ? 'GET' : 'POST',
  headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: `Bearer ${tokenFor(url)}` },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

const call = async <Body>(url: string, body?: unknown): Promise<Body> => {
  const { status, text } = await fetchInPage(url, asSandbox(url, body));
  expect([url, status]).toEqual([url, 200]);
  return (text === '' ? null : JSON.parse(text)) as Body;
};

/** A search as a form; a read as a GET; what is not answered is left out. */
const prefetchAsSandbox = async (template: string): Promise<unknown> => {
  const [path = '', query] = template.replaceAll('{{context.patientId}}', PATIENT).split('?');
  const url = `${service.url}/simulator/fhir/${path}${query === undefined ? '' : '/_search'}`;
  const headers = {
    Accept: 'application/json+fhir',
    ...(query === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
  };
  const { status, text } = await fetchInPage(url, {
    method: query === undefined ? 'GET' : 'POST',
    headers,
    ...(query === undefined ? {} : { body: query }),
  });
  return status === 200 ? JSON.parse(text) : undefined;
};

interface Discovered {
  readonly services: readonly { readonly id: string; readonly hook: string; readonly prefetch: Readonly<Record<string, string>> }[];
}

interface Answered {
  readonly cards: readonly {
    readonly uuid: string;
    readonly summary: string;
    readonly suggestions: readonly { readonly uuid: string }[];
    readonly overrideReasons: readonly unknown[];
  }[];
}

describe('the reference client', () => {
  it('finds services of which no two have an address in common', async () => {
    const { services } = await call<Discovered>(`${service.url}/cds-services`);
    expect(services.map(({ hook }) => hook)).toContain('patient-view');
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });

  it('opens a chart, gets the card, and its answers are taken', async () => {
    const { services } = await call<Discovered>(`${service.url}/cds-services`);
    const found = services.find(({ hook }) => hook === 'patient-view');
    const url = `${service.url}/cds-services/${found?.id}`;
    const prefetch: Record<string, unknown> = {};
    for (const [key, template] of Object.entries(found?.prefetch ?? {})) prefetch[key] = await prefetchAsSandbox(template);

    const { cards } = await call<Answered>(url, {
      hookInstance: randomUUID(),
      hook: 'patient-view',
      fhirServer: 'http://127.0.0.1:1/r4',
      context: { patientId: PATIENT, userId: 'Practitioner/COREPRACTITIONER1' },
      prefetch,
    });
    expect(cards.map(({ summary }) => summary)).toEqual([expect.stringContaining('Vertebral fracture reported at T8 and L1')]);

    const [card] = cards;
    const outcomeTimestamp = new Date().toISOString();
    const accepted = { card: card?.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: card?.suggestions[0]?.uuid }], outcomeTimestamp };
    const overridden = {
      card: card?.uuid,
      outcome: 'overridden',
      overrideReason: { reason: card?.overrideReasons[0], userComment: 'seen in clinic' },
      outcomeTimestamp,
    };
    await call(`${url}/feedback`, { feedback: [accepted] });
    await call(`${url}/feedback`, { feedback: [overridden] });

    const { answers } = (await service.get('/simulator/stats')).json as { answers: { accepted: number; unknownCards: number } };
    expect(answers).toMatchObject({ accepted: 1, unknownCards: 0 });
  });

  it('is kept out of an answer by CORS where the address is not for it', async () => {
    await expect(fetchInPage(`${service.url}/simulator/stats`, { method: 'GET', headers: {} })).rejects.toThrow('Failed to fetch');
  });
});
