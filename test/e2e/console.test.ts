import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  browserMissing,
  type ConsoleHome,
  consoleHome,
  type Look,
  openBrowser,
  signedIn,
} from '../fixtures/console.ts';
import { seriousFindings } from '../fixtures/console-axe.ts';

/** Each language and each theme once. */
const looks: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
];
const pagesOf: Readonly<Record<string, readonly string[]>> = {
  sam: ['/queue', 'lead', '/cases', '/disclosures', '/records', '/audit', '/map', 'network'],
  ana: ['/models'],
  admin: ['/staff', '/integrations'],
};

/** The page in a real browser, on the real service with a real home behind it. */
describe.skipIf(browserMissing())('the web page', () => {
  let home: ConsoleHome;
  let browser: Browser;
  const url = (path = ''): string => `${home.server.url}${path}`;

  beforeAll(async () => {
    [home, browser] = await Promise.all([consoleHome(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await home?.drop();
  });

  it('refuses a wrong password and says nothing of which of the two was wrong', async () => {
    const page = await browser.newPage();
    await page.goto(url());
    await page.locator('input[name=account]').fill('rosa');
    await page.locator('input[name=password]').fill('not it');
    await page.locator('form button[type=submit]').click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('Account or password is not right.');
    await page.close();
  });

  it('reviews a lead by keyboard alone, dispatches it, and shows every step', async () => {
    const { page, context } = await signedIn(browser, url(), 'rosa');
    await takeNext(page);
    const lead = page.url();
    await page.keyboard.press('a');
    await page.locator('aside select:focus').waitFor();
    // The evidence has not been opened: the step cannot be sent.
    expect(await submit(page).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('o');
    await page.keyboard.press('a');
    await page.locator('aside select:focus').waitFor();
    await page.keyboard.type('the facts');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The records show shared trips.');
    expect(await submit(page).isEnabled()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('cannot be undone');
    await dialog.getByRole('button', { name: 'Approve' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('approved', { exact: true }).first().waitFor();
    await context.close();

    const sam = await signedIn(browser, url(), 'sam');
    await sam.page.goto(lead);
    await decide(sam.page, 'Dispatch', 'to_unit', 'To the border brigade.');
    await sam.page.getByText('dispatched', { exact: true }).first().waitFor();
    expect(await sam.page.locator('ol').last().textContent()).toContain('The records show shared trips.');
    await sam.context.close();
  });

  it('dismisses a lead, which then is no longer in the queue', async () => {
    const { page, context } = await signedIn(browser, url(), 'rosa');
    await takeNext(page);
    const person = await page.locator('h1 .code').textContent();
    await page.getByRole('button', { name: /Open the evidence/ }).click();
    await decide(page, 'Dismiss', 'innocent_explanation', 'A couple on a journey.');
    await page.getByText('dismissed', { exact: true }).first().waitFor();
    await page.goto(url('/queue'));
    await page.locator('.virtual .body [role=row]').first().waitFor();
    expect(await page.locator('.virtual').textContent()).not.toContain(person);
    expect(await page.locator('.wrongful').textContent()).toContain('Wrongly flagged so far');
    await context.close();
  });

  it('keeps what was typed over a reload and the end of the session', async () => {
    const { page, context } = await signedIn(browser, url(), 'remy');
    await takeNext(page);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('textarea').fill('Half a sentence <b>with markup</b>');
    await page.reload();
    await page.locator('textarea').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('Half a sentence <b>with markup</b>');
    await context.clearCookies();
    await page.getByRole('button', { name: /Open the evidence/ }).click();
    await page.locator('aside select').selectOption('facts_too_weak');
    await submit(page).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Your session has ended.').waitFor();
    const dialog = page.getByRole('dialog').last();
    await dialog.locator('input[name=account]').fill('remy');
    await dialog.locator('input[name=password]').fill('synthetic records only');
    await dialog.locator('button[type=submit]').click();
    await page.getByText('Your session has ended.').waitFor({ state: 'detached' });
    expect(await page.locator('textarea').inputValue()).toBe('Half a sentence <b>with markup</b>');
    await context.close();
  });

  it('discloses an identity by two people in two browsers, and by one person never', async () => {
    const ivo = await signedIn(browser, url(), 'ivo');
    const [{ id }] = (await asked(ivo.page, '/v1/leads?top=1&state=approved,dispatched')).leads as [{ id: string }];
    await ivo.page.goto(url(`/disclosures?lead=${id}`));
    await ivo.page.locator('textarea').fill('To tell the person apart from a namesake.');
    await ivo.page.getByRole('button', { name: 'Ask for an identity' }).click();
    await ivo.page.getByText('waits for a second person').first().waitFor();
    expect(await ivo.page.getByRole('button', { name: 'Grant for 4 hours' }).count()).toBe(0);
    const sue = await signedIn(browser, url('/disclosures'), 'sue');
    await sue.page.getByRole('button', { name: 'Grant for 4 hours' }).click();
    await sue.page.getByRole('dialog').locator('textarea').fill('Needed, and nothing milder serves.');
    await sue.page.getByRole('dialog').getByRole('button', { name: 'Grant for 4 hours' }).click();
    await sue.page.getByText('granted', { exact: true }).first().waitFor();
    expect(await sue.page.getByRole('button', { name: 'Read the identity' }).count()).toBe(0);
    await ivo.page.reload();
    await ivo.page.getByRole('button', { name: 'Read the identity' }).click();
    await ivo.page.getByText(/Identity, until it is sealed again/).waitFor();
    await Promise.all([ivo.context.close(), sue.context.close()]);
  });

  it('shows the network from one person, expands it, and goes back and forth', async () => {
    const { page, context } = await signedIn(browser, url(), 'ivo');
    const [{ person }] = (await asked(page, '/v1/leads?top=1')).leads as [{ person: string }];
    await page.goto(url(`/network?person=${person}`));
    await page.locator('.canvas .shown').waitFor();
    const shown = (): Promise<string | null> => page.locator('.canvas .shown').textContent();
    const before = await shown();
    const neighbour = page.locator('[role=tabpanel] tbody tr').nth(1).getByRole('button');
    await neighbour.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Expand/ }).click();
    await page.getByRole('button', { name: /^Undo/ }).and(page.locator(':enabled')).waitFor();
    const after = await shown();
    expect(after).not.toBe('');
    await page.locator('h1').click();
    await page.keyboard.press('u');
    expect(await shown()).toBe(before);
    await page.keyboard.press('r');
    expect(await shown()).toBe(after);
    await context.close();
  });

  it('is accessible on every page, fits 1280 and 1024 pixels, keeps its policy and stays at home', async () => {
    const trouble: string[] = [];
    for (const [account, paths] of Object.entries(pagesOf)) {
      const { page, context } = await signedIn(browser, url(), account);
      page.on('console', (line) => /Content Security Policy/.test(line.text()) && trouble.push(line.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => {
        if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(url())) trouble.push(request.url());
      });
      for (const path of paths) {
        await page.goto(url(await placeOf(page, path)));
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        for (const look of looks) {
          trouble.push(...(await seriousFindings(page, path, look)));
          for (const width of [1024, 1280]) {
            await page.setViewportSize({ width, height: 780 });
            const over = Number(await page.evaluate(tooWide));
            if (Number(await page.evaluate(squeezed)) > 0) trouble.push(`${path} squeezes a pane at ${width}`);
            if (over > 0) trouble.push(`${path} ${look.language} is ${over} pixels too wide at ${width}`);
          }
        }
      }
      await context.close();
    }
    expect(trouble).toEqual([]);
  });
});

/** Runs in the page: pixels by which it, or its main pane, is wider than what is shown of it. */
const tooWide = `Math.max(...[document.documentElement, document.querySelector('.pane')].map((one) => one.scrollWidth - one.clientWidth))`;

/** Runs in the page: how many panes beside the main one are too low to read. */
const squeezed = `[...document.querySelectorAll('.pane aside')].filter((one) => one.clientHeight < Math.min(60, one.scrollHeight)).length`;

/** Takes the next lead that is not judged blind: those ask for an own view first (console-trouble.test.ts). */
async function takeNext(page: Page): Promise<void> {
  for (;;) {
    await page.locator('.virtual .body [role=row]').first().waitFor();
    await page.keyboard.press('n');
    await page.locator('.argument').waitFor();
    if ((await page.locator('.argument .band-score').count()) > 0) return;
    await page.goto(new URL('/queue', page.url()).href);
  }
}

const submit = (page: Page) => page.locator('aside form button[type=submit]');

async function decide(page: Page, act: string, code: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).first().click();
  await page.locator('aside select').first().selectOption(code);
  await page.locator('aside textarea').fill(reason);
  await submit(page).click();
  await page.getByRole('dialog').getByRole('button', { name: act }).click();
}

function asked(page: Page, path: string): Promise<Record<string, unknown>> {
  return page.evaluate(async (at) => (await (await fetch(at)).json()) as Record<string, unknown>, path);
}

async function placeOf(page: Page, path: string): Promise<string> {
  if (path.startsWith('/')) return path;
  const [lead] = (
    await page.evaluate(
      async () => (await (await fetch('/v1/leads?top=1')).json()) as { leads: { id: string; person: string }[] },
    )
  ).leads;
  return path === 'lead' ? `/leads/${lead?.id}` : `/network?person=${lead?.person}`;
}
