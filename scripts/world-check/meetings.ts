import type { DataSet } from './data-set.ts';

export const channels = Object.freeze(['room', 'booking', 'ride', 'parcel', 'call'] as const);

/** Makes `edge` (a, b, channel), a < b: who met whom, read straight from the records, no test of chance. */
export async function whoMetWhom(data: DataSet): Promise<void> {
  const pair = (channel: string, from: string): string =>
    `select distinct least(x.pid, y.pid) as a, greatest(x.pid, y.pid) as b, '${channel}' as channel from ${from} and x.pid <> y.pid`;
  const overlap =
    'x.check_in < coalesce(y.check_out, x.check_in + 1) and y.check_in < coalesce(x.check_out, y.check_in + 1)';
  await data.run(
    `create table edge as ${[
      pair('room', `stay x join stay y on x.place_id = y.place_id and x.room = y.room and ${overlap}`),
      pair('booking', 'stay x join stay y on x.booking_id = y.booking_id and x.place_id = y.place_id'),
      pair('ride', 'leg x join leg y on x.order_id = y.order_id'),
      pair('ride', "leg x join leg y on x.service_id = y.service_id and x.mode = 'ride' and y.mode = 'ride'"),
      pair('parcel', 'sent x join received y on x.pos = y.pos'),
      pair('call', 'called x join answered y on x.pos = y.pos'),
    ].join('\nunion all ')}`,
  );
}

/** The fused graph: neighbours of each person, sorted, without channel. */
export interface Neighbours {
  readonly people: number;
  readonly of: readonly Int32Array[];
}

export async function readNeighbours(data: DataSet, people: number): Promise<Neighbours> {
  const { a, b } = await data.numbers('select distinct a, b from edge order by a, b');
  const lists: number[][] = Array.from({ length: people }, () => []);
  for (let e = 0; e < (a?.length ?? 0); e++) {
    const [from, to] = [a?.[e] as number, b?.[e] as number];
    lists[from]?.push(to);
    lists[to]?.push(from);
  }
  return { people, of: lists.map((list) => Int32Array.from(list).sort()) };
}

/** Share of a person's neighbours that know each other (Watts & Strogatz 1998); NaN with fewer than two. */
export function clusteringOf({ of }: Neighbours, person: number): number {
  const own = of[person] as Int32Array;
  if (own.length < 2) return Number.NaN;
  const set = new Set(own);
  let links = 0;
  for (const other of own) for (const third of of[other] as Int32Array) if (third > other && set.has(third)) links++;
  return (2 * links) / (own.length * (own.length - 1));
}
