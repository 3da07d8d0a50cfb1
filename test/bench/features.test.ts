import { test } from 'vitest';
import { channels } from '../../engine/config/index.ts';
import { caseFeatures } from '../../engine/features/case-features.ts';
import { graphFeatures } from '../../engine/features/graph-features.ts';
import { buildCsr } from '../../engine/kernel/csr.ts';
import { createRng } from '../../engine/kernel/rng.ts';

/** Features of graph and cases: 20,000 people, two million contacts, 300 established. Printed, not judged. */
test('graph and case features of two million contacts', () => {
  const rng = createRng(2);
  const people = 20_000;
  const count = 2_000_000;
  const draw = (): Int32Array => Int32Array.from({ length: count }, () => rng.int(people));
  const [a, b] = [draw(), draw()];
  const channel = Uint8Array.from({ length: count }, () => rng.int(channels.length));
  const contacts = { a, b, channel, meetings: new Float64Array(count).fill(1) };
  const graph = buildCsr(people, a.subarray(0, count / 10), b.subarray(0, count / 10));
  const seeds = (first: number) => Array.from({ length: 100 }, (_, i) => first + i * 150);
  const timed = (what: string, work: () => unknown): void => {
    const start = process.cpuUsage().user;
    work();
    console.log(`${what}: ${Math.round((process.cpuUsage().user - start) / 1000)} ms of processor`);
  };
  timed('graph features', () => graphFeatures(graph, contacts, new Int32Array(people)));
  timed('case features', () =>
    caseFeatures(graph, contacts, { user: seeds(0), retailer: seeds(1), supplier: seeds(2) }),
  );
});
