import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startService, type TestService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';

jest.setTimeout(60_000);

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const choose = (page: Page, key: string, choice: string) => page.getByRole('group', { name: key, exact: true }).getByLabel(choice).check();

const call = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Call the service' }).click();
  await page.getByRole('button', { name: 'Call the service' }).waitFor();
  const outcome = page.getByRole('region', { name: /^Outcome/ });
  await outcome.waitFor();
  return (await outcome.textContent()) ?? '';
};

interface Plan {
  readonly keys?: Readonly<Record<string, string>>;
  readonly server?: string;
  readonly token?: string;
  readonly dialect?: string;
}

describe('the EHR simulator', () => {
  it.each<readonly [string, Plan, readonly string[]]>([
    ['everything', {}, ['Outcome 200', 'One card']],
    ['everything but the medicines', { keys: { medications: 'absent' } }, ['Outcome 200', 'unknown', 'medications']],
    ['everything, though the conditions failed', { keys: { conditions: 'failed' } }, ['Outcome 200', 'unknown', 'conditions']],
    ['no patient, and no server', { keys: { patient: 'absent' } }, ['Outcome 412', 'patient']],
    ['no reports, but its server', { keys: { reports: 'absent' }, server: 'on' }, ['Outcome 200', 'One card']],
    ['no reports, and its server fails', { keys: { reports: 'failed' }, server: 'failing' }, ['Outcome 412', 'reports']],
    ['everything, with a token sent twice', { token: 'replayed' }, ['Outcome 401']],
    ['everything, with an expired token', { token: 'expired' }, ['Outcome 401']],
    ['everything, without a token', { token: 'none' }, ['Outcome 200', 'One card']],
    ['everything, as Oracle Health', { dialect: 'oracle' }, ['Outcome 200', 'To do:']],
  ])('honours %s', async (_claim, { keys = {}, server, token, dialect }, expected) => {
    const { page, faults, close } = await openPage(
      browser,
      `${service.url}/simulator?fixture=a-fracture-reported-this-year-is-very-high-risk`,
    );
    for (const [key, choice] of Object.entries(keys)) await choose(page, key, choice);
    if (server) await page.getByLabel('FHIR server', { exact: true }).selectOption(server);
    if (dialect) await page.getByLabel('Dialect', { exact: true }).selectOption(dialect);
    if (token) await page.getByLabel('Token (JWT)', { exact: true }).selectOption(token);
    const outcome = await call(page);
    for (const words of expected) expect(outcome).toContain(words);
    expect(faults).toEqual([]);
    await close();
  });
});
