import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { serviceDeaths } from '../support/service-death.ts';

test(`kill -9 of API and dispatcher at 8 moments under load: no acknowledged act unsent, none told twice (seed ${seed})`, async () => {
  const { acknowledged, received, wrong } = await serviceDeaths({ kills: 8, seed });
  expect(acknowledged).toBeGreaterThanOrEqual(8);
  expect(received).toBeGreaterThan(acknowledged);
  expect(wrong).toEqual([]);
}, 900_000);

test('negative control: events written after the commit are lost, and it is seen', async () => {
  const { wrong } = await serviceDeaths({ kills: 2, seed, late: true });
  expect(wrong.join('\n')).toMatch(/was acknowledged, not sent/);
}, 900_000);
