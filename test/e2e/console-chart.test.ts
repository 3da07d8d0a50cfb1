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
    await page.waitForTimeout(1500);
    expect(await page.evaluate(`document.querySelectorAll('#place > canvas[style*="hidden"]').length`)).toBe(0);
    for (let step = 1; step <= 5; step++) await page.mouse.move(50 + 10 * step, 620 + 10 * step);
    await page.mouse.up();
    await page.waitForTimeout(800);
    expect(await chosen()).toEqual([]);
    expect(await click(640 + 150 - 150 + 50, 430 + 80 - 80 + 50)).toEqual(['M']);
  });
});
