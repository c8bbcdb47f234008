import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startService, type TestService } from '../service.ts';
import { openBrowser, openPage, type OpenPage } from './browser.ts';

jest.setTimeout(60_000);

const CASE = '/replay/a-fracture-reported-this-year-is-very-high-risk';

let service: TestService;
let browser: Browser;
let open: OpenPage;
beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});
afterEach(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});

const at = async (path: string) => {
  open = await openPage(browser, service.url + path, { permissions: ['clipboard-read', 'clipboard-write'] });
  return open.page;
};

describe('Replay', () => {
  it.each([CASE, CASE.replace('/replay/', '/?fixture=')])('opens a case by its address: %s', async (path) => {
    const page = await at(path);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Two fractured levels');
    await page.getByRole('article', { name: /^Card: Vertebral fracture reported/ }).waitFor();
  });

  it('opens another case from the list, and gives it an address', async () => {
    const page = await at('/');
    await page.getByLabel('Find a case').fill('dead');
    await page.getByRole('navigation', { name: 'Cases' }).getByRole('link').first().click();
    await page.getByText('No card.').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/replay\/nobody-is-prompted-about-the-dead/);
  });

  it('shows what decided a statement to whoever reaches it with the keyboard', async () => {
    const page = await at(CASE);
    const mark = page.locator('mark').first();
    expect(await mark.textContent()).toContain('[asserted]');
    await mark.focus();
    const details = await page.locator('.run-details').first().textContent();
    expect(details).toContain('asserted · fracture · at T8, L1');
    expect(details).toMatch(/by lexicon entry [a-z-]+/);
  });

  it('says of every rule whether it spoke, and why', async () => {
    const page = await at(CASE);
    const rows = page.getByRole('region', { name: 'Spoken or silent, and why' }).locator('tbody tr');
    expect(await rows.count()).toBe(10);
    expect(await rows.filter({ hasText: 'very-high-risk' }).first().textContent()).toContain('speaks');
  });

  it('shows what a dialect changes on the wire', async () => {
    const page = await at(CASE);
    await page.getByLabel('Dialect of the EHR').selectOption('oracle');
    const changes = page.getByRole('list', { name: 'What this dialect changes on the wire' });
    await changes.waitFor();
    expect(await changes.textContent()).toContain('cards[0].suggestions');
    await page.getByText('"To do:"').or(page.getByText('To do:')).first().waitFor();
  });

  it('shows the resource behind a suggestion', async () => {
    const page = await at(CASE);
    await page.getByRole('button', { name: /^Add the reported vertebral fracture/ }).click();
    const resource = await page.getByRole('region', { name: /^Condition of/ }).textContent();
    expect(JSON.parse(resource ?? '')).toMatchObject({ resourceType: 'Condition', verificationStatus: {} });
  });

  it('sends an override with its reason, and the service remembers it until it is told to forget', async () => {
    const page = await at(CASE);
    await page.getByRole('button', { name: 'Override' }).click();
    const reasons = page.getByLabel('Why is the advice of this card not followed?');
    await reasons.selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Send the feedback' }).click();
    await page.getByText('The service has it on record (overridden)').waitFor();
    await page.getByRole('region', { name: 'The feedback' }).first().waitFor();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByText('The service remembers earlier answers').waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByText('The service remembers earlier answers').waitFor({ state: 'detached' });
  });

  it('reads an edited report again as it is typed, and asks with it', async () => {
    const page = await at(CASE);
    await page.getByRole('button', { name: 'Edit the text' }).click();
    await page.getByLabel('Text of the report').fill('No vertebral fracture. Heights preserved.');
    await page.getByText('Verdict: none').waitFor();
    await page.locator('mark', { hasText: '[denied]' }).first().waitFor();
    await page.getByRole('button', { name: 'Ask the service with this text' }).click();
    await page.getByText('No card.').waitFor();
  });

  it('gives the call as a line for a terminal', async () => {
    const page = await at(CASE);
    await page.getByRole('button', { name: 'Copy as curl' }).first().click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^curl -s -X POST http:\/\/127\.0\.0\.1:\d+\/cds-services\/vertebral-fracture-patient-view/,
    );
  });

  it('shows a refusal for what it is', async () => {
    const page = await at('/replay/reports-that-cannot-be-read-are-never-silence');
    await page.getByText('This is not silence').waitFor();
  });
});

describe("one's own request", () => {
  const HOSTILE =
    'Fracture of T12.<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script> **bold** [x](javascript:alert(1))';

  it('is shown as the text that it is, in the report and on the card', async () => {
    const page = await at(CASE);
    await page.getByLabel('Your own').fill(HOSTILE);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your own request' }).waitFor();
    await page
      .getByRole('article', { name: /^Card:/ })
      .first()
      .waitFor();
    expect(await page.locator('.report__text').first().textContent()).toContain('<script>document.title="owned"</script>');
    expect(await page.locator('main img, main script, a[href^="javascript"]').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });

  it('does not stand above the answer to another while its own is awaited', async () => {
    const page = await at(CASE);
    const claim = await page.getByRole('heading', { level: 1 }).textContent();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked = page.waitForRequest('**/explain/*');
    await page.route('**/explain/*', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByLabel('Your own').fill('Fracture of T11.');
    await page.getByRole('button', { name: 'Read it' }).click();
    await asked;
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(claim);
    release();
    await page.getByRole('heading', { level: 1, name: 'Your own request' }).waitFor();
    expect(await page.locator('.report__text').first().textContent()).toContain('Fracture of T11.');
  });

  it('is in no address and in no storage', async () => {
    const page = await at(CASE);
    await page.getByLabel('Your own').fill('Fracture of T12 in Zebrapatient.');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your own request' }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/replay');
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      document.cookie,
      JSON.stringify(history.state),
    ]);
    expect(kept).toEqual([0, 0, 0, '', 'null']);
    expect(JSON.stringify(service.logs)).not.toContain('Zebrapatient');
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.content()).not.toContain('Zebrapatient');
  });

  it('may be a Bundle that is dropped', async () => {
    const page = await at(CASE);
    const bundle = JSON.stringify({
      resourceType: 'Bundle',
      entry: [{ resource: { resourceType: 'Patient', id: 'dropped', birthDate: '2020-01-01' } }],
    });
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'bundle.json', { type: 'application/json' }));
      return data;
    }, bundle);
    await page.dispatchEvent('form.own-input', 'drop', { dataTransfer: transfer });
    await page.getByText('Patient/dropped').first().waitFor();
  });
});
