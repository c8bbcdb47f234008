/** Draws `docs/*.png` from a demo service of its own, with Debian's Chromium: the README's pictures are what a user sees. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { start } from '../src/main.ts';

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** What a user does before it is drawn. */
  readonly before?: (page: Page) => Promise<void>;
}

const CASE = 'an-acute-fracture-with-ckd-brings-symptom-care-second';

const withoutPatient = async (page: Page): Promise<void> => {
  await page.getByRole('group', { name: 'reports', exact: true }).getByLabel('failed').check();
  await page.getByRole('button', { name: 'Call the service' }).click();
  await page.getByRole('region', { name: /^Outcome/ }).waitFor();
};

const PICTURES: readonly Picture[] = [
  { file: 'replay.png', path: `/replay/${CASE}`, width: 1440, height: 1000, colorScheme: 'light' },
  {
    file: 'replay-dark.png',
    path: '/replay/cord-compression-from-a-tumour-is-urgent-and-alone',
    width: 1440,
    height: 1000,
    colorScheme: 'dark',
  },
  { file: 'simulator.png', path: `/simulator?fixture=${CASE}`, width: 1440, height: 860, colorScheme: 'light', before: withoutPatient },
  { file: 'register.png', path: '/register/epic', width: 1440, height: 1000, colorScheme: 'light' },
  { file: 'statistics.png', path: '/statistics', width: 1440, height: 1000, colorScheme: 'light' },
  { file: 'replay-narrow.png', path: `/replay/${CASE}`, width: 390, height: 844, colorScheme: 'light' },
];

/** Something to count: every fixture is called once, and some of its cards are answered. */
const fillStatistics = async (url: string): Promise<void> => {
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const text = await (await fetch(url + path, init)).text();
    return text === '' ? null : JSON.parse(text);
  };
  const fixtures = (await call('/fixtures')) as readonly { name: string; service: string }[];
  for (const [index, { name, service }] of fixtures.entries()) {
    const { request } = (await call(`/fixtures/${name}`)) as { request: unknown };
    const { cards = [] } = (await call(`/cds-services/${service}`, request)) as {
      cards?: { uuid: string; overrideReasons: unknown[]; suggestions?: { uuid: string }[] }[];
    };
    const [card] = cards;
    if (!card || index % 4 === 0) continue;
    const [suggestion] = card.suggestions ?? [];
    const answer =
      suggestion && index % 2 === 0
        ? { outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] }
        : { outcome: 'overridden', overrideReason: { reason: card.overrideReasons[index % card.overrideReasons.length] } };
    await call(`/cds-services/${service}/feedback`, {
      feedback: [{ card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...answer }],
    });
  }
};

const folder = mkdtempSync(join(tmpdir(), 'vfcds-screenshots-'));
mkdirSync('docs', { recursive: true });
const service = await start({ PORT: '0', EHRS_FILE: 'none', DATABASE_FILE: join(folder, 'demo.sqlite'), LOG_LEVEL: 'silent' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
for (const { file, path, width, height, colorScheme, before } of PICTURES) {
  if (path === '/statistics') await fillStatistics(service.url);
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(service.url + path, { waitUntil: 'networkidle' });
  await before?.(page);
  await page.screenshot({ path: join('docs', file) });
  await page.close();
  process.stdout.write(`docs/${file}\n`);
}
await browser.close();
await service.stop();
rmSync(folder, { recursive: true, force: true });
