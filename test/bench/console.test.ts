import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  browserMissing,
  consoleHome,
  openBrowser,
  type ServedHome,
  servedHome,
  signedIn,
} from '../fixtures/console.ts';

/** A copy of a home that has been run, such as that of the `medium` world: staff and leads are added to it. */
const known = process.env.EXCAVATOR_BENCH_HOME;

/** The page in Chromium with WebGL in software; a graphics card is faster. Numbers are printed, not asserted. */
describe.skipIf(browserMissing())('the page, timed', () => {
  let home: ServedHome;
  let browser: Browser;
  beforeAll(async () => {
    [home, browser] = await Promise.all([
      known === undefined ? consoleHome(20_000, 60) : servedHome(known),
      openBrowser(),
    ]);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await home?.drop();
  });

  it('paints the queue and a lead, and expands', async () => {
    const { page } = await signedIn(browser, home.server.url, 'sam');
    const [lead] = await page.evaluate(
      async () =>
        ((await (await fetch('/v1/leads?top=1')).json()) as { leads: { id: string; person: string }[] }).leads,
    );
    if (lead === undefined) throw new Error('the home has no lead');
    const rows = '.virtual .body [role=row]';
    const queue = await median(5, () => shownAfter(page, `${home.server.url}/queue`, rows));
    const one = await median(5, () => shownAfter(page, `${home.server.url}/leads/${lead.id}`, '.argument'));
    const ivo = await signedIn(browser, home.server.url, 'ivo');
    await ivo.page.goto(`${home.server.url}/network?person=${lead.person}`);
    await ivo.page.locator('.canvas .shown').waitFor();
    await ivo.page.locator('[role=tabpanel] tbody tr').nth(1).getByRole('button').click();
    const started = performance.now();
    await ivo.page.getByRole('button', { name: /^Expand/ }).click();
    await ivo.page.getByRole('button', { name: /^Undo/ }).and(ivo.page.locator(':enabled')).waitFor();
    const expand = performance.now() - started;
    console.log(
      `queue ${queue.toFixed(0)} ms, lead ${one.toFixed(0)} ms, expand ${expand.toFixed(0)} ms (${known ?? '20,000 people'})`,
    );
  });
});

/** From asking for the address to the first row on the screen. */
async function shownAfter(page: Page, url: string, selector: string): Promise<number> {
  const started = performance.now();
  await page.goto(url);
  await page.locator(selector).first().waitFor();
  return performance.now() - started;
}

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) found.push(await measure());
  return found.sort((one, other) => one - other)[times >> 1] ?? Number.NaN;
}
