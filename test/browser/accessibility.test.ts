import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startService, type TestService } from '../service.ts';
import { openBrowser, openPage, seriousViolations } from './browser.ts';

jest.setTimeout(120_000);

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const PAGES = ['/replay/cord-compression-from-a-tumour-is-urgent-and-alone', '/simulator', '/register/epic', '/statistics'];

describe.each(PAGES)('%s', (path) => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)('has no serious fault for those who cannot see it well, in %s at %i px', async (colorScheme, width) => {
    const { page, faults, close } = await openPage(browser, service.url + path, { colorScheme, viewport: { width, height: 800 } });
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    expect(await seriousViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  });

  it('has one main heading, and a link that skips to the content', async () => {
    const { page, close } = await openPage(browser, service.url + path);
    expect(await page.locator('h1').count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to the content');
    await close();
  });
});
