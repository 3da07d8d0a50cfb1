import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { serviceDeaths } from '../support/service-death.ts';

test(`kill -9 of API and dispatcher at 15 moments under load: no acknowledged act unsent, none told twice (seed ${seed})`, async () => {
  const { acknowledged, received, wrong } = await serviceDeaths({ kills: 15, seed });
  expect(acknowledged).toBeGreaterThanOrEqual(15);
  expect(received).toBeGreaterThan(acknowledged);
  expect(wrong).toEqual([]);
}, 900_000);

test('negative control: events written after the commit are lost, and it is seen', async () => {
  const { wrong } = await serviceDeaths({ kills: 6, seed, late: true });
  expect(wrong.join('\n')).toMatch(/was acknowledged, not sent/);
}, 900_000);
