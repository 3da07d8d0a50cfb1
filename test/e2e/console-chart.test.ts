import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, openBrowser } from '../fixtures/console.ts';
import { type BuiltChart, builtChart } from '../fixtures/console-chart.ts';

/** One person in the middle, one on each side; what is chosen and where the camera stands is told to the test. */
const drawn = `(() => {
  const letters = { user: 'U', retailer: 'R', supplier: 'S' };
  window.chosen = [];
  const chart = Drawn.createChart(document.getElementById('place'), { letters, select: (id) => chosen.push(id ?? null), open: () => 0 });
  const node = (id) => ({ id, role: 'user', established: null, degree: 30 });
  const edge = (a, b) => ({ id: a + '|' + b, a, b, weight: 2, tested: true, channel: 'room' });
  const positions = new Map([['M', { x: 0, y: 0 }], ['L', { x: -1, y: 0 }], ['R', { x: 1, y: 0 }], ['T', { x: 0, y: 1 }], ['B', { x: 0, y: -1 }]]);
  chart.show(['M', 'L', 'R', 'T', 'B'].map(node), [edge('M', 'L'), edge('M', 'R')], positions);
})()`;
/** As many contacts as make the drawing a slow one, or two fewer. */
const crowd = (contacts: number): string => `(() => {
  window.crowded?.kill();
  const chart = window.crowded = Drawn.createChart(document.getElementById('place'), { letters: {}, select: () => 0, open: () => 0 });
  const ids = Array.from({ length: ${contacts} + 1 }, (_, i) => 'P-' + i);
  const nodes = ids.map((id) => ({ id, role: null, established: null, degree: 1 }));
  const edges = ids.slice(1).map((b) => ({ id: b, a: 'P-0', b, weight: 1, tested: true, channel: 'room' }));
  chart.show(nodes, edges, new Map(ids.map((id, i) => [id, { x: Math.sin(i), y: Math.cos(i) }])));
})()`;
/** Runs in the page: canvases more than before, in the very task in which the hand has moved far enough to drag. */
const liftedAtOnce = `(() => {
  const place = document.getElementById('place');
  const before = place.querySelectorAll(':scope > canvas').length;
  const say = (type, x, y) => place.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerType: 'mouse', bubbles: true }));
  say('pointerdown', 400, 300);
  say('pointermove', 450, 340);
  const after = place.querySelectorAll(':scope > canvas').length;
  say('pointerup', 450, 340);
  return after - before;
})()`;
const lifted = `document.querySelectorAll('#place > canvas').length`;

describe.skipIf(browserMissing())('the drawing under the hand', () => {
  let browser: Browser;
  let chart: BuiltChart;
  let page: Page;
  beforeAll(async () => {
    [browser, chart] = await Promise.all([openBrowser(), builtChart()]);
    page = await chart.page(browser);
    await page.evaluate(drawn);
    await page.waitForTimeout(300);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    chart?.drop();
  });
  const chosen = (): Promise<unknown> => page.evaluate('chosen.splice(0)');
  const click = async (x: number, y: number): Promise<unknown> => {
    await page.mouse.click(x, y);
    await page.waitForTimeout(400);
    return chosen();
  };

  it('chooses whom it is pressed on', async () => {
    expect(await click(640, 430)).toEqual(['M']);
    expect(await click(300, 200)).toEqual([null]);
  });

  it('moves with a drag, everybody with it, and chooses nobody by it', async () => {
    const layers = Number(await page.evaluate(lifted));
    await page.mouse.move(300, 200);
    await page.mouse.down();
    for (let step = 1; step <= 10; step++) await page.mouse.move(300 + 15 * step, 200 + 8 * step);
    await expect.poll(() => page.evaluate(lifted)).toBe(layers + 1);
    await page.mouse.up();
    await expect.poll(() => page.evaluate(lifted)).toBe(layers);
    expect(await chosen()).toEqual([]);
    expect(await click(640 + 150, 430 + 80)).toEqual(['M']);
    // Negative control: where the person was there is nobody now.
    expect(await click(640, 430)).toEqual([null]);
  });

  it('draws what came into view when the hand rests, without letting go', async () => {
    await page.mouse.move(200, 700);
    await page.mouse.down();
    for (let step = 1; step <= 5; step++) await page.mouse.move(200 - 30 * step, 700 - 16 * step);
    const hidden = `document.querySelectorAll('#place > canvas[style*="hidden"]').length`;
    await expect.poll(() => page.evaluate(hidden), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(hidden), { timeout: 20_000 }).toBe(0);
    for (let step = 1; step <= 5; step++) await page.mouse.move(50 + 10 * step, 620 + 10 * step);
    await page.mouse.up();
    await page.waitForTimeout(800);
    expect(await chosen()).toEqual([]);
    expect(await click(640 + 150 - 150 + 50, 430 + 80 - 80 + 50)).toEqual(['M']);
  });

  it('drags many contacts at once, without drawing them first', async () => {
    const other = await chart.page(browser);
    await other.evaluate(crowd(4001));
    expect(await other.evaluate(liftedAtOnce)).toBe(1);
    // Negative control: a few are drawn quickly, so that nobody keeps a picture of them.
    await other.evaluate(crowd(3999));
    expect(await other.evaluate(liftedAtOnce)).toBe(0);
    await other.close();
  });
});
