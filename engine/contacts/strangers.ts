import { config } from '../config/index.ts';
import { createRng } from '../kernel/rng.ts';
import { type StrangerLadder, strangerLadder, strangerPairs } from '../kernel/stranger-pairs.ts';
import type { Column, Lake } from '../lake/index.ts';

/** Pairs looked at, and visits read at most; of more people every so many'th stands for all. */
const pairsMost = 200_000;
const visitsMost = 4_000_000;

/** How many pairs of strangers have so small a p in one channel, from everybody's habits (`visit_from`, `cell`). */
export async function strangersOf(lake: Lake, tripsMin: number, globalShare: number): Promise<StrangerLadder> {
  const [size] = await lake.rows<{ n: number }>('select count(*) as n from visit_from');
  const one = Math.max(1, Math.ceil((size?.n ?? 0) / visitsMost));
  const cells = await lake.columns('select cell, encounters_micro, pairs, slots from cell order by cell');
  const visits = await lake.columns(
    `select v.person, c.number as cell, v.visits
     from visit_from v
     join (select cell, cast(row_number() over (order by cell) - 1 as INTEGER) as number from cell) c on c.cell = v.cell
     where v.person % ${one} = 0 order by c.number, v.person`,
  );
  const numbers = (from: typeof cells, name: string): Float64Array =>
    Float64Array.from((from.columns[name] as Column).values as ArrayLike<number>);
  const whole = (name: string): Int32Array =>
    Int32Array.from((visits.columns[name] as Column).values as ArrayLike<number>);
  const found = strangerPairs(
    { person: whole('person'), cell: whole('cell'), visits: numbers(visits, 'visits') },
    {
      encounters: numbers(cells, 'encounters_micro').map((micro) => micro * 1e-6),
      pairs: numbers(cells, 'pairs'),
      slots: numbers(cells, 'slots'),
    },
    { priorVisitPairs: config.contacts.priorVisitPairs, globalShare, pairsMost },
    createRng(config.seed),
  );
  const everybody = one === 1 ? found : { ...found, weight: found.weight.map((weight) => weight * one * one) };
  return strangerLadder(everybody, tripsMin);
}
