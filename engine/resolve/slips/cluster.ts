import { config } from '../../config/index.ts';
import { averageLinkage } from '../../kernel/average-linkage.ts';
import { distanceKm, isImpossible } from '../../kernel/impossible-travel.ts';
import type { Lake } from '../../lake/index.ts';
import { indexColumn, numberColumn, textTable } from '../lake-columns.ts';
import * as steps from '../sql/slips-apart.ts';
import type { Slip } from './types.ts';

/** Bits that a pair of groups without a comparison counts against joining them. */
const absent = -6;

/**
 * Groups of identifiers of one person: joined by their mean weight, never two that a register knows, nor two that
 * were in two places faster than anyone can travel or named at once by one order or booking. Each slip of the
 * result is the one link of its identifier to the group's registered one, else to the one seen first.
 */
export async function joinSlips(
  lake: Lake,
  likely: readonly Slip[],
  known: ReadonlySet<string>,
  told: readonly (readonly [string, string])[],
  joinFrom: number,
): Promise<readonly Slip[]> {
  if (likely.length === 0) return [];
  const members = [...new Set(likely.flatMap(({ identifier, meant }) => [identifier, meant]))].sort();
  const index = new Map(members.map((member, i) => [member, i]));
  const at = (member: string): number => index.get(member) as number;
  const pairs = likely.map(({ identifier, meant }) => [at(identifier), at(meant)] as const);
  const cluster = averageLinkage(
    {
      size: members.length,
      from: Int32Array.from(pairs, ([a, b]) => Math.min(a, b)),
      to: Int32Array.from(pairs, ([a, b]) => Math.max(a, b)),
      weight: Float64Array.from(likely, ({ probability }) =>
        Math.log2(probability / (1 - Math.min(probability, 1 - 1e-9))),
      ),
      source: Int32Array.from(members, (member, i) => (known.has(member) ? 0 : i + 1)),
      apart: await keptApart(lake, likely, told, index),
    },
    Math.log2(joinFrom / (1 - joinFrom)),
    absent,
  );
  return linksOf(likely, pairs, cluster);
}

function linksOf(
  likely: readonly Slip[],
  pairs: readonly (readonly [number, number])[],
  cluster: Int32Array,
): readonly Slip[] {
  const inside = likely.filter((_, i) => {
    const [a, b] = pairs[i] as readonly [number, number];
    return cluster[a] === cluster[b];
  });
  return inside.sort((a, b) =>
    a.identifier < b.identifier ? -1 : a.identifier > b.identifier ? 1 : a.meant < b.meant ? -1 : 1,
  );
}

/** Pairs that cannot be one person. */
async function keptApart(
  lake: Lake,
  likely: readonly Slip[],
  told: readonly (readonly [string, string])[],
  index: ReadonlyMap<string, number>,
): Promise<{ readonly first: Int32Array; readonly second: Int32Array }> {
  await lake.createTable(
    'likely_pair',
    textTable({ slip: likely.map(({ identifier }) => identifier), meant: likely.map(({ meant }) => meant) }),
  );
  const [first, second]: [number[], number[]] = [[], []];
  const at = (member: string): number => index.get(member) as number;
  for (const [a, b] of told) {
    if (!index.has(a) || !index.has(b)) continue;
    first.push(at(a));
    second.push(at(b));
  }
  const add = (pair: number): void => {
    const { identifier, meant } = likely[pair] as Slip;
    first.push(at(identifier));
    second.push(at(meant));
  };
  const pairIndex = new Map(likely.map(({ identifier, meant }, i) => [`${identifier} ${meant}`, i]));
  const together = await lake.rows<{ slip: string; meant: string }>(steps.namedAtOnce);
  for (const { slip, meant } of together) add(pairIndex.get(`${slip} ${meant}`) as number);
  const { travel } = config.lifetimes;
  const met = await lake.columns(steps.seenNear(travel.horizonSeconds));
  const [place, seconds] = [indexColumn(met, 'pair'), numberColumn(met, 'seconds')];
  const [latA, lonA] = [numberColumn(met, 'lat_a'), numberColumn(met, 'lon_a')];
  const [latB, lonB] = [numberColumn(met, 'lat_b'), numberColumn(met, 'lon_b')];
  const order = likely.map((_, i) => i).sort((x, y) => byPair(likely[x] as Slip, likely[y] as Slip));
  const hurried = new Set<number>();
  for (let i = 0; i < place.length; i++) {
    const pair = order[place[i] as number] as number;
    const plate = (likely[pair] as Slip).identifier.startsWith('v:');
    const km = distanceKm(latA[i] as number, lonA[i] as number, latB[i] as number, lonB[i] as number);
    const limits = { ...travel, kmhMax: plate ? travel.vehicleKmhMax : travel.personKmhMax };
    if (hurried.has(pair) || !isImpossible(km, seconds[i] as number, limits)) continue;
    hurried.add(pair);
    add(pair);
  }
  await lake.run(lake.dialect.drop('likely_pair'));
  return { first: Int32Array.from(first), second: Int32Array.from(second) };
}

function byPair(a: Slip, b: Slip): number {
  if (a.identifier !== b.identifier) return a.identifier < b.identifier ? -1 : 1;
  return a.meant < b.meant ? -1 : 1;
}
