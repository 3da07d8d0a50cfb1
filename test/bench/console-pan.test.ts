import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserMissing, openBrowser } from '../fixtures/console.ts';
import { type BuiltChart, builtChart } from '../fixtures/console-chart.ts';

const sizes = [
  [5000, 20_000],
  [10_000, 50_000],
] as const;

/** Frames a second while the drawing is dragged about; WebGL in software, so a graphics card does better. */
describe.skipIf(browserMissing())('the drawing', () => {
  let browser: Browser;
  let chart: BuiltChart;
  beforeAll(async () => {
    [browser, chart] = await Promise.all([openBrowser(), builtChart()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    chart?.drop();
  });

  for (const [nodes, edges] of sizes) {
    it(`pans ${nodes} people and ${edges} contacts`, async () => {
      const page = await chart.page(browser);
      const opened = Number(await page.evaluate(drawing(nodes, edges)));
      // The first drawing is not part of a drag.
      await page.evaluate(still);
      await page.mouse.move(300, 300);
      await page.mouse.down();
      await page.evaluate('window.frames = 0; (function count() { window.frames++; requestAnimationFrame(count); })()');
      const spent = await processorSeconds(browser);
      const started = performance.now();
      for (let step = 0; performance.now() - started < 3000; step++) {
        await page.mouse.move(300 + 200 * Math.sin(step / 9), 300 + 200 * Math.cos(step / 9));
      }
      const seconds = (performance.now() - started) / 1000;
      const frames = Number(await page.evaluate('window.frames'));
      const eachMs = ((await processorSeconds(browser)) - spent) * (1000 / frames);
      await page.mouse.up();
      await page.close();
      console.log(
        `${nodes}/${edges}: opens in ${opened.toFixed(0)} ms, ${(frames / seconds).toFixed(0)} frames/s, ${eachMs.toFixed(1)} processor ms a frame`,
      );
    });
  }
});

/** Runs in the page: resolves when what was ordered of the processor that draws is on the screen. */
const still = `new Promise((stands) => requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const canvas of document.querySelectorAll('#place canvas')) canvas.getContext('webgl2')?.finish();
  requestAnimationFrame(stands);
})))`;

/** What all processes of the browser have used; a frame's share of it does not depend on who else is at work. */
async function processorSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Runs in the page: people on a spiral with contacts to those near them in number. */
const drawing = (nodes: number, edges: number): string => `(() => {
  const started = performance.now();
  const id = (i) => 'P-' + i;
  const people = Array.from({ length: ${nodes} }, (_, i) => ({ id: id(i), role: ['user', 'retailer', 'supplier', null][i % 4], established: null, degree: 4 }));
  const seen = new Set();
  const contacts = [];
  for (let k = 0; contacts.length < ${edges}; k++) {
    const a = (k * 7919) % ${nodes};
    const b = (a + 1 + (Math.floor(k / ${nodes}) * 37) % 400) % ${nodes};
    const key = id(a) + '|' + id(b);
    if (seen.has(key) || seen.has(id(b) + '|' + id(a))) continue;
    seen.add(key);
    contacts.push({ id: key, a: id(a), b: id(b), weight: 1 + (k % 5), tested: k % 2 === 0, channel: ['room', 'parcel', 'call'][k % 3] });
  }
  const positions = new Map(people.map(({ id }, i) => [id, { x: Math.sqrt(i) * Math.cos(i * 2.4), y: Math.sqrt(i) * Math.sin(i * 2.4) }]));
  const chart = Drawn.createChart(document.getElementById('place'), { letters: { user: 'U', retailer: 'R', supplier: 'S' }, select: () => 0, open: () => 0 });
  chart.show(people, contacts, positions);
  return performance.now() - started;
})()`;
