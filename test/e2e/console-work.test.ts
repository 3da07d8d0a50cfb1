import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passingChallenger } from '../fixtures/challenger.ts';
import { browserMissing, type ConsoleHome, consoleHome, openBrowser, signedIn } from '../fixtures/console.ts';
import { asked, judged, type Line, sent } from '../fixtures/console-ask.ts';

interface View {
  readonly version: number;
  readonly evidence: { readonly path: readonly { readonly channel: string; readonly records: readonly string[] }[] };
}
const yes = { code: 'facts_support', reason: 'The records stand.' };

/** For what the service has to answer first. */
const patient = { timeout: 20_000 };

/** The queue, bulk work, a correction and what comes in by itself: real browser, real service, real home. */
describe.skipIf(browserMissing())('work on the web page', () => {
  let home: ConsoleHome;
  let browser: Browser;
  const url = (path = ''): string => `${home.server.url}${path}`;
  const open = (account: string, path = '') => signedIn(browser, url(path), account);
  beforeAll(async () => {
    [home, browser] = await Promise.all([consoleHome(), openBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await home?.drop();
  });

  it('filters the queue by its address, keeps views, and comes back to them', async () => {
    const { page, context } = await open('sam', '/queue');
    const all = await total(page);
    await page.locator('search select').first().selectOption('retailer');
    await page.waitForURL(/\?role=retailer$/);
    await expect.poll(() => total(page), patient).toBeLessThan(all);
    const retailers = await total(page);
    const rows = await page.locator('.body [role=row]').allTextContents();
    expect(rows.filter((row) => !row.includes('retailer'))).toEqual([]);
    await page.getByText('Saved views').click();
    await page.getByLabel('Name of the view').fill('Retailers <b>first</b>');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect.poll(() => total(page), patient).toBe(all);
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByText('Saved views').click();
    await page.getByRole('button', { name: 'Retailers <b>first</b>', exact: true }).click();
    await page.waitForURL(/\?role=retailer$/);
    await expect.poll(() => total(page), patient).toBe(retailers);
    await page.getByRole('button', { name: 'Remove the view Retailers <b>first</b>' }).click();
    await page.reload();
    await expect.poll(() => total(page), patient).toBe(retailers);
    await page.getByText('Saved views').click();
    expect(await page.getByText('Retailers <b>first</b>').count()).toBe(0);
    await context.close();
  });

  it('gives the next lead to one person only, and says who holds it', async () => {
    const [rosa, remy] = [await open('rosa', '/queue'), await open('remy', '/queue')];
    const taken: string[] = [];
    for (const { page } of [rosa, remy]) {
      await page.locator('.body [role=row]').first().waitFor();
      await page.keyboard.press('n');
      await page.waitForURL(/\/leads\//);
      taken.push(page.url());
    }
    expect(new Set(taken).size).toBe(2);
    await rosa.page.goto(url('/queue?mine=true'));
    await expect.poll(() => total(rosa.page), patient).toBe(1);
    expect(await rosa.page.locator('.body [role=row]').textContent()).toContain('held by rosa');
    await Promise.all([rosa.context.close(), remy.context.close()]);
  });

  it('gives chosen leads to one reviewer, and says which it could not give and why', async () => {
    const { page, context } = await open('sam', '/queue?state=proposed');
    await page.locator('.body [role=row]').nth(2).waitFor();
    for (const rank of [1, 2, 3]) await page.getByLabel(`Choose lead ${rank}`, { exact: true }).check();
    const { leads } = await asked<{ leads: Line[] }>(page, '/v1/leads?state=proposed&top=3');
    const [one, two, gone] = leads.map(({ id }) => id);
    await page.getByText('3 chosen').waitFor();
    const { version } = await asked<View>(page, `/v1/leads/${gone}`);
    await sent(page, `/v1/leads/${gone}/withdraw`, { code: 'made_in_error', reason: 'Tried out.' }, version);
    await page.locator('form select').selectOption('remy');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('2 leads were given to remy.').waitFor();
    await page.getByText('1 not: withdrawn').waitFor();
    expect(await page.locator('[role=row] input:checked').count()).toBe(0);
    const { leads: held } = await asked<{ leads: Line[] }>(page, '/v1/leads?state=in_review&top=200');
    const hers = held.filter(({ locked_by: by }) => by === 'remy').map(({ id }) => id);
    expect(hers).toEqual(expect.arrayContaining([one, two]));
    expect(hers).not.toContain(gone);
    await context.close();
  });

  it('shows the share of wrong flags with its interval, as soon as somebody has decided', async () => {
    const { page, context } = await open('rosa', '/queue');
    await page.locator('.wrongful').getByText('too few decided to say (n = 0)').first().waitFor();
    await judged(page, 'dismiss', { code: 'innocent_explanation', reason: 'A couple.' });
    await page.reload();
    await page.locator('.wrongful').getByText('1 of 1 decided').waitFor();
    // Wilson's interval of 1 of 1.
    expect(await page.locator('.wrongful').textContent()).toMatch(/100 %.*95 % interval 21 % to 100 %/);
    await context.close();
  });

  it('refuses a correction that an import would refuse, says why, and loses nothing that was typed', async () => {
    const { page, context } = await open('sam', '/records');
    const record = await citing(page, 'parcel');
    const form = page.locator('section[aria-labelledby=correct] form');
    await form.locator('select').first().selectOption('parcel');
    await form.getByLabel('Record id').fill(record);
    await form.getByLabel('Column', { exact: true }).selectOption('weight_kg');
    await form.getByLabel('New value').fill('heavy');
    await form.locator('textarea').fill('Misread on the slip.');
    await form.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Correct', exact: true }).click();
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('alert').textContent()).toContain('correction_refused');
    expect(await form.locator('textarea').inputValue()).toBe('Misread on the slip.');
    expect(await form.getByLabel('New value').inputValue()).toBe('heavy');
    await context.close();
  });

  it('hears that an identity was disclosed, counts its time down, and hides it when that is over', async () => {
    const rosa = await open('rosa');
    const lead = await judged(rosa.page, 'approve', yes);
    const ivo = await open('ivo', '/disclosures');
    const file = { lead, case: 'B-2026-014', purpose: 'To tell apart from a namesake.' };
    const request = await ivo.page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/v1/disclosures', { method: 'POST', headers, body });
      return (await answer.json()) as { id: string };
    }, JSON.stringify(file));
    const deaf = await open('ivo');
    await deaf.context.route('**/v1/events/stream', (route) => route.abort());
    await ivo.page.clock.install();
    await Promise.all([ivo, deaf].map(({ page }) => page.goto(url('/disclosures'))));
    for (const { page } of [ivo, deaf]) await page.getByText('waits for a second person').waitFor();
    await ivo.page.locator('.rail').getByText('live', { exact: true }).waitFor();
    const sue = await open('sue');
    const granted = { hours: 4, reason: 'Nothing milder serves.' };
    await sent(sue.page, `/v1/disclosures/${request.id}/approve`, granted);
    await ivo.page.getByRole('button', { name: 'Read the identity' }).waitFor();
    // Negative control: whoever does not hear the stream still waits.
    expect(await deaf.page.getByRole('button', { name: 'Read the identity' }).count()).toBe(0);
    await ivo.page.getByText(/^[34] h.* left$/).waitFor();
    await ivo.page.getByRole('button', { name: 'Read the identity' }).click();
    await ivo.page.getByText(/Identity, until it is sealed again/).waitFor();
    await ivo.page.clock.fastForward('04:10:00');
    await ivo.page.getByText('sealed again', { exact: true }).waitFor();
    expect(await ivo.page.getByText(/Identity, until it is sealed again/).count()).toBe(0);
    await Promise.all([rosa, ivo, deaf, sue].map(({ context }) => context.close()));
  });

  it('hears that two people have made another model the champion', async () => {
    await passingChallenger(home.dir);
    const sam = await open('sam', '/models');
    const challenger = sam.page.getByRole('group', { name: 'Version' }).getByRole('button', { name: 'test/1' });
    await challenger.waitFor();
    expect(await challenger.textContent()).not.toContain('champion');
    const [ana, abe] = [await open('ana'), await open('abe')];
    await sent(ana.page, '/v1/models/promote', { model: 'test/1', reason: 'Better here.' });
    await sent(abe.page, '/v1/models/approve', { model: 'test/1' });
    await challenger.getByText('champion').waitFor();
    await Promise.all([sam, ana, abe].map(({ context }) => context.close()));
  });
});

/** How many leads the queue says there are. */
async function total(page: Page): Promise<number> {
  const text = await page.getByText(/^\d+ of \d+ leads$/).textContent();
  return Number(/of (\d+)/.exec(text ?? '')?.[1]);
}

/** A record that a proposed lead cites for its first contact, which is of this channel. */
async function citing(page: Page, channel: string): Promise<string> {
  const { leads } = await asked<{ leads: Line[] }>(page, '/v1/leads?state=proposed&top=200');
  for (const { id } of leads) {
    const [first] = (await asked<View>(page, `/v1/leads/${id}`)).evidence.path;
    if (first?.channel === channel) return first.records[0] ?? '';
  }
  throw new Error(`no lead cites a record of ${channel}`);
}
