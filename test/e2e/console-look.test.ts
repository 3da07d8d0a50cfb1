import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, type ConsoleHome, consoleHome, openBrowser, signedIn } from '../fixtures/console.ts';
import { asked, type Line } from '../fixtures/console-ask.ts';

interface Told {
  readonly events: readonly { readonly source: string; readonly at: number }[];
  readonly total: number;
}
interface View {
  readonly evidence: { readonly path: readonly { readonly to: string }[] };
}

/** For what the service has to answer first. */
const patient = { timeout: 20_000 };

/** What can be seen around one person: network, timeline and map. Real browser, real service, real home. */
describe.skipIf(browserMissing())('looking around on the web page', () => {
  let home: ConsoleHome;
  let browser: Browser;
  let page: Page;
  let context: BrowserContext;
  let lead: Line;
  let end: string;
  const url = (path = ''): string => `${home.server.url}${path}`;
  beforeAll(async () => {
    [home, browser] = await Promise.all([consoleHome(), openBrowser()]);
    ({ page, context } = await signedIn(browser, url(), 'ivo'));
    const { leads } = await asked<{ leads: Line[] }>(page, '/v1/leads?top=50&role=retailer');
    lead = leads.reduce((one, other) => (other.facts > one.facts ? other : one));
    const { evidence } = await asked<View>(page, `/v1/leads/${lead.id}?case=B-2026-014`);
    end = evidence.path.at(-1)?.to ?? '';
    await page.goto(url(`/network?person=${lead.person}`));
    await page.locator('.canvas .shown').waitFor();
  }, 300_000);
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await home?.drop();
  });

  const side = () => page.locator('aside.side');
  const shown = async (): Promise<readonly number[]> =>
    [...((await page.locator('.canvas .shown').textContent()) ?? '').matchAll(/\d+/g)].map(Number);
  const people = async (): Promise<readonly string[]> => {
    await page.getByRole('tab', { name: /^People/ }).click();
    return side().locator('tbody tr td:first-child button').allTextContents();
  };

  it('expands over one channel, says how many of how many, and how many people that exposes', async () => {
    const exposed = async (): Promise<number> =>
      Number(/\d+/.exec((await page.getByText(/^This view exposes/).textContent()) ?? '')?.[0]);
    const before = await exposed();
    expect(before).toBe((await shown())[0]);
    await side().getByLabel('Over').first().selectOption('call');
    await side().getByText('not expanded yet over').waitFor();
    await side().getByLabel('At most').selectOption('10');
    await side().getByText('shows up to 10 more people').waitFor();
    await side()
      .getByRole('button', { name: /^Expand/ })
      .click();
    const said = side().getByText(/^\d+ of \d+ contacts shown over/);
    await said.waitFor();
    const [over = 0, all = 0] = ((await said.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
    expect(over).toBeLessThanOrEqual(Math.min(10, all));
    expect((await exposed()) - before).toBeLessThanOrEqual(10);
  });

  it('goes back to the first picture and forward to the last, however many steps lie between', async () => {
    const pictures = [await shown()];
    await side().getByLabel('Over').first().selectOption('');
    for (let at = 1; at <= 4; at++) {
      await side().locator('tbody tr').nth(at).getByRole('button').click();
      await side()
        .getByRole('button', { name: /^(Expand|Next)/ })
        .and(page.locator(':enabled'))
        .click();
      await expect.poll(() => page.getByText(/contacts shown over any channel/).count(), patient).toBe(1);
      pictures.push(await shown());
    }
    await page.locator('h1').click();
    for (const picture of [...pictures.slice(0, -1)].reverse()) {
      await page.keyboard.press('u');
      expect(await shown()).toEqual(picture);
    }
    for (const picture of pictures.slice(1)) {
      await page.keyboard.press('r');
      expect(await shown()).toEqual(picture);
    }
    expect(await page.getByRole('button', { name: /^Redo/ }).isDisabled()).toBe(true);
  });

  it('filters, and leaves no contact without both its people', async () => {
    const before = await shown();
    await side().getByText('Filters', { exact: true }).click();
    await side().getByLabel('At least contacts').fill('2');
    await expect.poll(async () => (await shown())[0]).toBeLessThan(before[0] ?? 0);
    const there = new Set(await people());
    await page.getByRole('tab', { name: /^Contacts/ }).click();
    const ends = await side().locator('tbody tr td:first-child button').allTextContents();
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((one) => !there.has(one))).toEqual([]);
    await side().getByLabel('At least contacts').fill('0');
    await expect.poll(shown).toEqual(before);
  });

  it('tells communities, in the chart and in the table', async () => {
    await page.getByRole('button', { name: 'Communities' }).click();
    await page.getByText(/^\d+ communities, modularity -?\d/).waitFor();
    await people();
    await page.getByRole('columnheader', { name: 'Community' }).waitFor();
    await page.getByRole('button', { name: 'Communities' }).click();
    expect(await page.getByRole('columnheader', { name: 'Community' }).count()).toBe(0);
  });

  it('lays out in a worker of its own, under the policy of the page', async () => {
    const refused: string[] = [];
    page.on('console', (line) => /Content Security Policy/.test(line.text()) && refused.push(line.text()));
    const [worker] = await Promise.all([page.waitForEvent('worker'), page.getByLabel('Layout').selectOption('force')]);
    expect(worker.url()).toContain('force-worker');
    await new Promise((ended) => worker.once('close', ended));
    expect(refused).toEqual([]);
    await page.getByLabel('Layout').selectOption('radial');
  });

  it('finds the paths to the established case, also those in the order of time', async () => {
    await side().getByText('Paths between two').click();
    await side().getByLabel('From', { exact: true }).fill(lead.person);
    await side().getByLabel('To', { exact: true }).fill(end);
    await side().getByRole('button', { name: 'Find', exact: true }).click();
    await side()
      .getByText(/^[1-9]\d* paths; shown in the chart$/)
      .waitFor();
    expect(await people()).toContain(end.slice(0, 10));
    await side().getByLabel('In the order of time').check();
    await side().getByRole('button', { name: 'Find', exact: true }).click();
    await side()
      .getByText(/^([1-9]\d* paths; shown in the chart|There is no such path\.)$/)
      .waitFor();
  });

  it('brushes the time of the records, and the table, the fields and the map follow', async () => {
    await page.goto(url(`/leads/${lead.id}`));
    const pane = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'When and where the records are' }) })
      .last();
    await pane.getByRole('button', { name: 'Show', exact: true }).click();
    const brush = pane.locator('svg.chart').first();
    await brush.waitFor();
    // The bars count everything there is, each source and day of the prefecture, whatever the list below holds.
    const whole = await asked<Told>(page, `/v1/persons/${lead.person}/timeline?case=B-2026-014&top=1000`);
    const counted = new Map<string, number>();
    for (const { source, at } of whole.events) {
      const date = new Date((at + 8 * 3600) * 1000).toISOString().slice(0, 10);
      counted.set(`${source} ${date}`, (counted.get(`${source} ${date}`) ?? 0) + 1);
    }
    expect(whole.events.length).toBe(whole.total);
    const bars = await brush.locator('rect.mark title').allTextContents();
    expect(bars.map((words) => Number(/: (\d+) records$/.exec(words)?.[1])).sort()).toEqual(
      [...counted.values()].sort(),
    );
    const listed = async (): Promise<number> => pane.locator('tbody tr').count();
    const marked = (): Promise<string | null> => pane.locator('figcaption').textContent();
    const [rows, marks] = [await listed(), await marked()];
    const box = await brush.boundingBox();
    if (box === null) throw new Error('the timeline has no box');
    await page.mouse.move(box.x + box.width * 0.45, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 12, { steps: 4 });
    const [asks] = await Promise.all([page.waitForRequest(/timeline\?.*from=\d+&until=\d+/), page.mouse.up()]);
    expect(asks.url()).toContain('utc_ahead_s=28800');
    await expect.poll(listed, patient).toBeLessThan(rows);
    expect(await marked()).not.toBe(marks);
    const from = await pane.getByLabel('From', { exact: true }).inputValue();
    await pane.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(listed).toBe(rows);
    // The same without a pointer.
    await pane.getByLabel('From', { exact: true }).fill(from);
    await expect.poll(listed).toBeLessThan(rows);
    await pane.getByRole('button', { name: 'All', exact: true }).click();
    const place = pane.locator('tbody button').first();
    const name = (await place.textContent()) ?? '';
    await place.click();
    await expect
      .poll(async () => new Set(await pane.locator('tbody td:nth-child(3)').allTextContents()))
      .toEqual(new Set([name]));
  });

  it('shows places only to a hundredth of a degree', async () => {
    const { places } = await asked<{ places: { lat: number; lon: number }[] }>(page, '/v1/places');
    const fine = places
      .flatMap(({ lat, lon }) => [lat, lon])
      .filter((one) => Math.abs(one * 100 - Math.round(one * 100)) > 1e-6);
    expect([places.length > 10, fine]).toEqual([true, []]);
  });

  it('opens what is too large to read with a warning, and cuts its tables aloud', { timeout: 300_000 }, async () => {
    // No case may look at so many: the answer is made up, the page is the real one.
    const answer = await asked<object>(page, `/v1/persons/${lead.person}/neighbourhood?case=B-2026-014&top=1`);
    await page.route('**/neighbourhood?**', (route) =>
      route.fulfill({ json: { ...answer, ...crowd(10_000, 50_000, lead.person) } }),
    );
    await page.goto(url(`/network?person=${lead.person}`));
    await page.getByText('10000 people are a lot for one picture').waitFor({ timeout: 240_000 });
    expect(await shown()).toEqual([10_000, 50_000]);
    await page.getByText(/^The first 400 of 10000;/).waitFor();
    expect(await side().locator('tbody tr').count()).toBe(400);
  });
});

/** People on a circle in contact with those near them in number, all hanging together with the first. */
function crowd(people: number, contacts: number, first: string): object {
  const id = (i: number): string => (i % people === 0 ? first : `P-made-up-${i % people}`);
  const nodes = Array.from({ length: people }, (_, i) => ({
    person: id(i),
    role: null,
    score: null,
    established: null,
    area_id: null,
    hops: 1,
    case_hops: null,
  }));
  const edges = Array.from({ length: contacts }, (_, k) => {
    const channel = {
      channel: 'call',
      count: 1,
      expected: null,
      q: null,
      first: 1,
      last: 2,
      records_total: 1,
      records: [],
    };
    const [a, b] = [id(k % people), id((k % people) + 1 + Math.floor(k / people))];
    return { a, b, weight: 1, tested: false, first: 1, last: 2, channels: [channel] };
  });
  return { nodes, edges, total: contacts, shown: contacts, next_cursor: null, exposed: people };
}
