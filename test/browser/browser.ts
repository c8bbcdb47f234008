/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Debian's Chromium with nothing but the service under test in reach, and what a page may be asked in every test. */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });

export interface OpenPage {
  readonly page: Page;
  /** What went wrong in it: console errors, exceptions, refused by its Content-Security-Policy. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/** An answer that a test asks for on purpose, such as 412, is told by the browser as an error too. */
const isRefusal = (text: string): boolean => text.startsWith('Failed to load resource');

export const openPage = async (browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url, { waitUntil: 'networkidle' });
  return { page, faults, close: () => context.close() };
};

/** Violations that axe calls serious or critical, with the elements that they stand on. */
export const seriousViolations = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};
