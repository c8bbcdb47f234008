import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startService, type TestService } from '../service.ts';
import { openBrowser, openPage } from './browser.ts';

jest.setTimeout(60_000);

const TOKEN = 'a-token-for-statistics';
const EHR = {
  name: 'st-elsewhere',
  issuer: 'https://ehr.st-elsewhere.example',
  keys: { jwksUrl: 'https://ehr.st-elsewhere.example/jwks' },
  audience: '{url}',
  dialect: 'epic',
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('in the demo profile', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('Register shows an analyst everything to type in, for the EHR of the address', async () => {
    const { page, faults, close } = await openPage(browser, `${service.url}/register`);
    await page.getByLabel('EHR', { exact: true }).selectOption('epic');
    await page.getByRole('article', { name: 'Registration with epic' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/register/epic');
    const text = await page.locator('main').innerText();
    for (const words of [
      `${service.url}/cds-services/vertebral-fracture-patient-view/feedback`,
      'DiagnosticReport?patient={{context.patientId}}',
      'ES384, RS384',
      'VFVeryHighRisk',
      'DiagnosticReport.Search (Results)',
      'curl -i',
    ])
      expect(text).toContain(words);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.site-header').isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it('Statistics draws what was called and answered, with a table for each chart', async () => {
    const { service: id, request }: { service: string; request: unknown } = (
      await service.get('/fixtures/a-fracture-reported-this-year-is-very-high-risk')
    ).json;
    const { cards }: { cards: { uuid: string }[] } = (await service.post(`/cds-services/${id}`, request)).json;
    await service.post(`/cds-services/${id}/feedback`, { feedback: [{ card: cards[0]?.uuid, outcome: 'overridden' }] });
    const { page, faults, close } = await openPage(browser, `${service.url}/statistics`);
    expect(await page.locator('canvas').count()).toBe(4);
    expect(await page.locator('.tile', { hasText: 'Hook calls' }).locator('strong').textContent()).toBe('1');
    const overrides = page.locator('.figure', { hasText: 'Why cards were overridden' });
    await overrides.getByText('As a table').click();
    expect(await overrides.locator('tbody').textContent()).toContain('no reason given');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('with an EHR registered', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ ehrs: [EHR], env: { CONSOLE: 'on', STATS_TOKEN: TOKEN } });
  });
  afterAll(() => service.stop());

  it.each([
    ['/register', 'st-elsewhere', 'Registration with st-elsewhere'],
    ['/statistics', 'Hook calls', 'Hook calls'],
  ])('%s opens with the token, and only then', async (path, words) => {
    const { page, faults, close } = await openPage(browser, service.url + path);
    expect(await page.getByRole('link', { name: 'Replay' }).count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toContain(words);
    await page.getByLabel('Token').fill(TOKEN);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText(words).first().waitFor({ state: 'attached' });
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('a wrong token is told', async () => {
    const { page, close } = await openPage(browser, `${service.url}/statistics`);
    await page.getByLabel('Token').fill('another-token-of-length');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('401');
    await close();
  });
});
