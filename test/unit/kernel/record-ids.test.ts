import { expect, test } from 'vitest';
import { recordIdsOf } from '../../../engine/kernel/record-ids.ts';

test('ids with spaces, plus and percent signs come back as they were, each once', () => {
  expect(recordIdsOf('L1+L2 L1+L3')).toEqual(['L1', 'L2', 'L3']);
  expect(recordIdsOf('L%20%2B18+记 50%2520')).toEqual(['L +18', '记', '50%20']);
  expect(recordIdsOf('')).toEqual([]);
});
