import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks: readonly Look[] = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light' },
];
const pagesOf: Readonly<Record<string, readonly string[]>> = {
  sam: ['/queue', 'lead', '/cases', '/disclosures', '/records', '/audit', '/map', 'network'],
  ana: ['/models'],
  admin: ['/staff', '/integrations'],
};

/** axe finds nothing serious on any page, in both languages and both themes; nothing is loaded from outside. */
describe.skipIf(browserMissing())('every page', () => {
  let home: ConsoleHome;
  let browser: Browser;
  beforeAll(async () => {
    [home, browser] = await Promise.all([consoleHome(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await home?.drop();
  });

  it('is accessible, keeps its policy and stays at home', { timeout: 120_000 }, async () => {
    const trouble: string[] = [];
    for (const [account, paths] of Object.entries(pagesOf)) {
      const { page, context } = await signedIn(browser, home.server.url, account);
      page.on('console', (line) => /Content Security Policy/.test(line.text()) && trouble.push(line.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(home.server.url) && !request.url().startsWith('data:'))
          trouble.push(request.url());
      });
      for (const path of paths) {
        await page.goto(`${home.server.url}${await placeOf(page, path)}`);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        for (const look of looks) trouble.push(...(await findings(page, path, look)));
      }
      await context.close();
    }
    expect(trouble).toEqual([]);
  });
});

async function placeOf(page: Page, path: string): Promise<string> {
  if (path.startsWith('/')) return path;
  const [lead] = (
    await page.evaluate(
      async () => (await (await fetch('/v1/leads?top=1')).json()) as { leads: { id: string; person: string }[] },
    )
  ).leads;
  return path === 'lead' ? `/leads/${lead?.id}` : `/network?person=${lead?.person}`;
}

async function findings(page: Page, path: string, { language, theme }: Look): Promise<readonly string[]> {
  await page.locator('.bar select').last().selectOption(theme);
  if ((await page.locator('html').getAttribute('lang'))?.slice(0, 2) !== language) {
    await page.locator('.bar button[lang]').click();
  }
  // Over the debugging connection, which the policy of the page does not bind.
  await page.evaluate(axe);
  const serious = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await run.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
  return serious.map((one) => `${path} ${language} ${theme} ${one}`);
}
