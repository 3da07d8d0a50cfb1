import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { serviceDeaths } from '../support/service-death.ts';

const kills = Number(process.env.EXCAVATOR_DEATHS ?? 500);

test(`kill -9 of API and dispatcher at ${kills} moments under load (seed ${seed + 5})`, async () => {
  const { acknowledged, received, again, wrong } = await serviceDeaths({ kills, seed: seed + 5 });
  console.log(`${kills} deaths, ${acknowledged} acts acknowledged, ${received} events told, ${again} of them again`);
  expect(acknowledged).toBeGreaterThanOrEqual(kills);
  expect(wrong).toEqual([]);
});
