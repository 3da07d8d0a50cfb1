import { describe, expect, test } from 'vitest';
import { stepGain, stepLogOdds } from '../../../engine/kernel/step-change.ts';
import { callWorld, defaultCallWorld } from '../../support/call-world.ts';
import { successionsOf } from '../../support/number-activity.ts';

/** Precision and recall over a few worlds, of what is listed and of what is joined. */
function measured(options: Partial<typeof defaultCallWorld>, seeds = [1, 2]) {
  let [planted, right, wrong] = [0, 0, 0];
  for (const seed of seeds) {
    const world = callWorld({ ...defaultCallWorld, ...options, seed });
    const truth = new Set(world.planted.map((pair) => pair.join(' ')));
    planted += truth.size;
    for (const { earlier, later } of successionsOf(world).pairs) {
      if (truth.has(`${earlier} ${later}`)) right++;
      else wrong++;
    }
  }
  return { planted, right, wrong, precision: right / (right + wrong), recall: right / planted };
}

describe('planted successions', () => {
  test.each([
    ['usual', {}],
    ['a whole circle on one day', { together: true }],
    ['half of the calls to new people', { drift: 0.5 }],
    ['ten days only', { days: 10 }],
    ['one call in two or three days', { callsPerDay: 0.4 }],
  ])('are found: %s', (name, options) => {
    const { precision, recall, ...counts } = measured(options);
    expect({ name, precise: precision >= 0.9, complete: recall >= 0.7, ...counts }).toMatchObject({
      precise: true,
      complete: true,
    });
  });

  test('where nobody changes numbers, people who leave and come make at most one a world', () => {
    for (const seed of [1, 2, 3]) {
      const { wrong } = measured({ successions: 0 }, [seed]);
      expect([seed, wrong <= 1]).toEqual([seed, true]);
    }
  });

  test('negative control: when the old number goes on, nothing has succeeded it', () => {
    const world = callWorld({ ...defaultCallWorld, successions: 5, leavers: 0, newcomers: 0 });
    const old = (number: string): string => number.replace(/^n/, 'o');
    const both = world.call.flatMap((call) =>
      call.caller === old(call.caller) && call.callee === old(call.callee)
        ? [call]
        : [call, { ...call, record_id: `${call.record_id}-old`, caller: old(call.caller), callee: old(call.callee) }],
    );
    expect(successionsOf({ call: both }).pairs).toEqual([]);
  });
});

describe('a circle that changes together', () => {
  test('a number whose contacts all changed is found once theirs are known', () => {
    const { found } = successionsOf(callWorld({ ...defaultCallWorld, together: true, successions: 30 }));
    expect(found.rounds).toBeGreaterThan(1);
  });
});

describe('steps', () => {
  test('silence after a steady rate is a step, going on is not, and a busier number says more', () => {
    expect(stepLogOdds(20, 0, 0.3)).toBeGreaterThan(3);
    expect(stepLogOdds(5, 0, 0.3)).toBeLessThan(stepLogOdds(20, 0, 0.3));
    expect(stepLogOdds(20, 6, 0.3)).toBeLessThan(-2);
  });

  test('the evidence of a step never exceeds what turnover for other reasons allows', () => {
    expect(stepGain(1e6, 0.05)).toBeCloseTo(Math.log(20), 6);
    expect(stepGain(0, 0.05)).toBeCloseTo(0, 12);
    expect(stepGain(-3, 0.05)).toBeLessThan(-2.9);
  });
});
