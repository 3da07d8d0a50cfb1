import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passingChallenger } from '../fixtures/challenger.ts';
import { browserMissing, type ConsoleHome, consoleHome, openBrowser, signedIn } from '../fixtures/console.ts';
import { asked, judged, type Line, sent } from '../fixtures/console-ask.ts';

interface View {
  readonly version: number;
  readonly evidence: { readonly path: readonly { readonly channel: string; readonly records: readonly string[] }[] };
}
interface Timeline {
  readonly events: readonly { readonly source: string; readonly place: string | null; readonly record: string }[];
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
    // Whoever has chosen an area can choose another; nothing here is two days old.
    const filters = page.locator('search');
    const areas = await filters.getByLabel('Area').locator('option').count();
    await filters.getByLabel('Area').selectOption({ index: 1 });
    await page.waitForURL(/area=/);
    expect(await filters.getByLabel('Area').locator('option').count()).toBe(areas);
    expect(areas).toBeGreaterThan(3);
    await filters.getByLabel('Age').selectOption('2');
    await page.getByText('No lead fits these filters.').waitFor();
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

  it('corrects a record and erases another: the records of the person follow, and whoever has the lead open is told', async () => {
    const [sam, ivo, rosa] = [await open('sam', '/records'), await open('ivo'), await open('rosa')];
    const { leads } = await asked<{ leads: Line[] }>(ivo.page, '/v1/leads?state=proposed&top=200');
    const lead = leads.reduce((one, other) => (other.facts > one.facts ? other : one));
    const { evidence } = await asked<View>(ivo.page, `/v1/leads/${lead.id}?case=B-2026-014`);
    const cited = new Set(evidence.path.flatMap(({ records }) => records));
    const { events } = await asked<Timeline>(ivo.page, `/v1/persons/${lead.person}/timeline?case=B-2026-014`);
    const stays = events.filter(({ source, record }) => source === 'lodging' && !cited.has(record));
    const wrong = stays.at(-1) ?? expect.fail('the person was in no hotel');
    const other = events.find(({ source, place }) => source === 'lodging' && place !== wrong.place)?.place;
    const { places } = await asked<{ places: { kind: string; place: string }[] }>(ivo.page, '/v1/places');
    const right = other ?? places.find(({ kind, place }) => kind === 'hotel' && place !== wrong.place)?.place ?? '';
    const erased = evidence.path[0]?.records[0] ?? '';
    const source = events.find(({ record }) => record === erased)?.source ?? '';

    await rosa.page.goto(url(`/leads/${lead.id}`));
    await rosa.page.locator('.argument').waitFor();
    const before = await recordsOf(ivo.page, url(`/network?person=${lead.person}`));
    expect(before.get(wrong.record)).toContain(wrong.place);
    expect([...before.keys()]).toContain(erased);

    const form = sam.page.locator('section[aria-labelledby=correct] form');
    const given = async (how: 'Correct' | 'Erase', table: string, record: string): Promise<string | null> => {
      await form.getByRole('radio', { name: how }).check();
      await form.locator('select').first().selectOption(table);
      await form.getByLabel('Record id').fill(record);
      if (how === 'Correct') {
        await form.getByLabel('Column', { exact: true }).selectOption('place_id');
        await form.getByLabel('New value').fill(right);
      }
      await form.locator('textarea').fill('The slip was misread.');
      await form.getByRole('button', { name: how, exact: true }).click();
      await sam.page.getByRole('dialog').getByRole('button', { name: how, exact: true }).click();
      const done = form.getByText(/^Done; \d+ leads were withdrawn\.$/);
      await form.getByText('The line runs again').waitFor();
      await done.waitFor({ timeout: 240_000 });
      return done.textContent();
    };
    await given('Correct', 'lodging', wrong.record);
    // Negative control: nothing that the lead cites has changed.
    expect(await rosa.page.getByText('This lead is gone.').count()).toBe(0);
    expect(await given('Erase', source, erased)).toMatch(/ [1-9]/);
    await rosa.page.getByText('This lead is gone.').waitFor();
    const after = await recordsOf(ivo.page, url(`/network?person=${lead.person}`));
    expect(after.get(wrong.record)).toContain(right);
    expect([...after.keys()].sort()).toEqual([...before.keys()].filter((record) => record !== erased).sort());
    await Promise.all([sam, ivo, rosa].map(({ context }) => context.close()));
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

  it('compares two models on the same people, role by role', async () => {
    const { page, context } = await open('ana', '/models');
    const { champion } = await asked<{ champion: string }>(page, '/v1/models');
    const beside = page.locator('section[aria-labelledby=shadow]');
    // Against itself, so that the figures are known.
    await beside.locator('select').selectOption(champion);
    await beside.getByRole('button', { name: 'Compare', exact: true }).click();
    const told = beside.getByText(`${champion} beside ${champion} on`);
    await told.waitFor({ timeout: 240_000 });
    const scored = Number(/(\d+) people$/.exec((await told.textContent()) ?? '')?.[1]);
    expect(scored).toBeGreaterThan(50);
    const rows = await beside.locator('tbody tr').allTextContents();
    expect(rows.map((row) => /user|retailer|supplier/.exec(row)?.[0]).sort()).toEqual(['retailer', 'supplier', 'user']);
    for (const row of rows) expect(row).toMatch(/1\.00050\d+(0\.\d{4}) → \1$/);
    await context.close();
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

/** What the page of the network lists as the records of its person, by record id. */
async function recordsOf(page: Page, address: string): Promise<ReadonlyMap<string, string>> {
  await page.goto(address);
  await page.locator('.bar .case select').selectOption('B-2026-014');
  const title = page.getByRole('heading', { name: 'When and where the records are' });
  const pane = page.locator('section').filter({ has: title }).last();
  await pane.getByRole('button', { name: 'Show', exact: true }).click();
  await pane.locator('tbody tr').first().waitFor();
  const cells = await pane.locator('tbody td').allTextContents();
  const columns = await pane.locator('thead th').count();
  const rows = cells.filter((_, i) => i % columns === 0).map((_, i) => cells.slice(i * columns, (i + 1) * columns));
  return new Map(rows.map((row) => [row.at(-1) ?? '', row.join(' ')]));
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
