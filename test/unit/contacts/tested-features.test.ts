import { expect, test } from 'vitest';
import { channels } from '../../../engine/config/index.ts';
import type { TestedContacts } from '../../../engine/features/contact-lists.ts';
import { testedContactFeatures, testedFacts } from '../../../engine/features/tested-contacts.ts';

const of = (
  rows: readonly (readonly [a: number, b: number, channel: string, q: number, p: number, steady?: number])[],
): TestedContacts => ({
  a: Int32Array.from(rows, ([a]) => a),
  b: Int32Array.from(rows, ([, b]) => b),
  channel: Uint8Array.from(rows, ([, , channel]) => (channels as readonly string[]).indexOf(channel)),
  meetings: Float64Array.from(rows, () => 1),
  log10Q: Float64Array.from(rows, ([, , , q]) => Math.log10(q)),
  surprise: Float64Array.from(rows, ([, , , , p]) => -Math.log10(p)),
  lagSteadiness: Float64Array.from(rows, ([, , , , , steady]) => steady ?? NaN),
});

test('tested partners, surprise and a steady lag are those of the contacts', () => {
  const found = testedContactFeatures(
    4,
    of([
      [0, 1, 'convoy', 0.01, 1e-9, 0.4],
      [0, 2, 'convoy', 0.2, 1e-3, 0.9],
      [2, 1, 'call', 0.04, 1e-60],
      [1, 2, 'call', 0.04, 1e-2],
    ]),
  );
  const column = (name: string): number[] => [...(found.get(name) ?? [])];
  expect([...found.keys()].sort()).toEqual(testedFacts.map(({ name }) => name).sort());
  expect(column('tested_convoy')).toEqual([1, 1, 0, 0]);
  expect(column('tested_call')).toEqual([0, 1, 1, 0]);
  expect(column('surprise_max')).toEqual([9, 50, 50, 0]);
  expect(column('surprise_sum')).toEqual([12, 61, 55, 0]);
  expect(column('convoy_lag_steadiness').map((value) => Math.round(value * 10))).toEqual([9, 4, 9, NaN]);
});
