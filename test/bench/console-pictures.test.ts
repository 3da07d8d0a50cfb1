import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { leadPolicy } from '../../engine/leads/index.ts';
import { browserMissing, type ConsoleHome, consoleHome, openBrowser, signedIn } from '../fixtures/console.ts';
import { asked, judged, sent } from '../fixtures/console-ask.ts';

/** Pictures of the pages for the documents, in both languages, from a fresh demo home: `npm run bench -- console-pictures`. */
const folder = join(import.meta.dirname, '../../docs/pictures/console');

/** Pages that need nothing to be done first, and who looks at them. */
const plainPages: Readonly<Record<string, readonly string[]>> = {
  sam: ['cases', 'records', 'audit', 'map'],
  admin: ['staff', 'integrations'],
};

describe.skipIf(browserMissing())('pictures of the page', () => {
  let home: ConsoleHome;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    [home, browser] = await Promise.all([consoleHome(6000, 60, leadPolicy.proposeFrom), openBrowser()]);
    await home.engine.evaluate({ truth: home.truth });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await home?.drop();
  });

  for (const language of ['en', 'zh'] as const) {
    it(`in ${language}`, async () => {
      const look = { language, theme: 'light' } as const;
      const save = async (page: Page, name: string): Promise<void> => {
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
      };
      const rosa = await signedIn(browser, home.server.url, 'rosa', look);
      await rosa.page.locator('.virtual .body [role=row]').first().waitFor();
      await save(rosa.page, 'queue');
      // One that is not judged blind, so that the reasons can be seen.
      for (let tries = 0; tries < 12; tries++) {
        await rosa.page.goto(`${home.server.url}/queue`);
        await rosa.page.locator('.virtual .body [role=row]').first().waitFor();
        await rosa.page.keyboard.press('n');
        await rosa.page.locator('.argument').waitFor();
        if ((await rosa.page.locator('.signed').count()) > 0) break;
      }
      await rosa.page.keyboard.press('d');
      await save(rosa.page, 'lead');
      const ivo = await signedIn(browser, home.server.url, 'ivo', look);
      const { leads } = await ivo.page.evaluate(
        async () =>
          (await (await fetch('/v1/leads?top=50&role=retailer')).json()) as {
            leads: { person: string; facts: number }[];
          },
      );
      await ivo.page.goto(
        `${home.server.url}/network?person=${leads.sort((one, other) => other.facts - one.facts)[0]?.person}`,
      );
      await ivo.page.locator('[role=tabpanel] tbody tr').nth(1).getByRole('button').click();
      await ivo.page.locator('aside.side button:not(.plain):not(.small)').first().click();
      await ivo.page.waitForTimeout(800);
      await save(ivo.page, 'network');
      if (language === 'en') await askedFor(rosa.page, ivo.page);
      const sue = await signedIn(browser, home.server.url, 'sue', look);
      await granted(sue.page);
      await ivo.page.goto(`${home.server.url}/disclosures`);
      await ivo.page.locator('td').first().waitFor();
      await save(ivo.page, 'disclosure');
      const ana = await signedIn(browser, home.server.url, 'ana', look);
      await ana.page.goto(`${home.server.url}/models`);
      await ana.page.locator('#quality').waitFor();
      await ana.page
        .getByRole('button', { name: language === 'en' ? 'retailer' : '零贩' })
        .first()
        .click();
      await save(ana.page, 'model');
      await Promise.all([rosa, ivo, sue, ana].map(({ context }) => context.close()));
      for (const [account, names] of Object.entries(plainPages)) {
        const { page, context } = await signedIn(browser, home.server.url, account, look);
        for (const name of names) {
          await page.goto(`${home.server.url}/${name}`);
          await page.locator('h1').first().waitFor();
          await save(page, name);
        }
        await context.close();
      }
    }, 120_000);
  }
});

/** Two identities asked for, so that the page of disclosures has something to show. */
async function askedFor(reviewer: Page, investigator: Page): Promise<void> {
  const purposes = ['To tell the person apart from a namesake.', 'To ask the hotel about one night.'];
  for (const purpose of purposes) {
    const lead = await judged(reviewer, 'approve', { code: 'facts_support', reason: 'The records stand.' });
    await sent(investigator, '/v1/disclosures', { lead, case: 'B-2026-014', purpose });
  }
}

/** The older of what is asked for, granted by a second person. */
async function granted(supervisor: Page): Promise<void> {
  const { disclosures } = await asked<{ disclosures: { id: string; state: string }[] }>(supervisor, '/v1/disclosures');
  if (disclosures.some(({ state }) => state === 'granted')) return;
  const body = { hours: 4, reason: 'Needed, and nothing milder serves.' };
  await sent(supervisor, `/v1/disclosures/${disclosures.at(-1)?.id}/approve`, body);
}
