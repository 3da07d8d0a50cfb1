import { channels } from '../config/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { around, maxAround } from '../kernel/neighbour-aggregates.ts';
import type { Columns, Feature } from './types.ts';

type Kind = 'neighbours' | 'neighbours_max' | 'neighbours_spread' | 'deviation' | 'second' | 'second_max';

const kinds: Readonly<Record<Kind, { en: string; zh: string }>> = {
  neighbours: { en: 'Mean over contacts, weighted by contact', zh: '联系人的加权平均' },
  neighbours_max: { en: 'Most among contacts', zh: '联系人中的最大值' },
  neighbours_spread: { en: 'How much contacts differ', zh: '联系人之间的差异' },
  deviation: { en: 'Own value less the mean of contacts', zh: '此人与联系人平均值之差' },
  second: { en: 'Mean over contacts of their contacts', zh: '两层联系人的平均' },
  second_max: { en: 'Most within two contacts', zh: '两层联系人中的最大值' },
};

/**
 * What the people around somebody do says what the person's own few records do not. Not every aggregate of every feature:
 * 180 of them four ways over two hops would be 1,440 columns, 3 GB for half a million people. These were chosen by hand;
 * spread and deviation stand for one base of each of four families, two contacts away there are mean and most only.
 */
const plan: readonly (readonly [base: string, kinds: readonly Kind[]])[] = [
  ...each(
    ['day_stay_share', 'received_border_share', 'degree_rank', 'stay_after_share'],
    ['neighbours', 'neighbours_max', 'neighbours_spread', 'deviation', 'second', 'second_max'],
  ),
  ...each(
    [
      'night_share',
      'one_night_share',
      'one_way_share',
      'border_share',
      'received_unverified_share',
      'both_ends_share',
      'events_rate_rank',
      'gyration_km_rank',
      'onward_share',
      'away_share',
      'turnaround_hours_rank',
      'partners_convoy_rank',
      'flow_user',
      'flow_retailer',
      'flow_supplier',
    ],
    ['neighbours', 'neighbours_max', 'second'],
  ),
  ...each(
    ['received_goods_lift', 'received_inland_share', 'burstiness', 'clustering', 'late_ticket_share'],
    ['neighbours', 'second'],
  ),
  ...each(['sent_unverified_share'], ['neighbours']),
];

function each(bases: readonly string[], of: readonly Kind[]): readonly (readonly [string, readonly Kind[]])[] {
  return bases.map((base) => [base, of] as const);
}

/** Who the people around somebody are comes from contacts of every channel. */
const ties = channels.map((channel) => `contact.${channel}`);

/** Words of every aggregate, from the words of what is aggregated. */
export function neighbourFeatures(own: readonly Feature[]): readonly Feature[] {
  return plan.flatMap(([name, of]) => {
    const base = own.find((feature) => feature.name === name);
    if (base === undefined) throw new TypeError(`no feature ${name} to aggregate`);
    return of.map((kind) => ({
      ...base,
      name: `${kind}_${name}`,
      family: 'neighbours' as const,
      range: rangeOf(kind, base.range),
      reason: `${kinds[kind].en}: ${base.reason}`,
      reasonZh: `${kinds[kind].zh}：${base.reasonZh}`,
      sources: [...new Set([...base.sources, ...ties])],
    }));
  });
}

function rangeOf(kind: Kind, [low, high]: Feature['range']): Feature['range'] {
  const width = low === null || high === null ? null : high - low;
  if (kind === 'deviation') return [width === null ? null : -width, width];
  return kind === 'neighbours_spread' ? [0, width] : [low, high];
}

/** The aggregates of the plan; flow brings its own, from which the person's label is left out. */
export function neighbourColumns(columns: Columns, graph: Csr): Columns {
  const result: Columns = new Map();
  for (const [name, of] of plan) {
    if (of.every((kind) => columns.has(`${kind}_${name}`))) continue;
    const own = columns.get(name) as Float32Array;
    const near = around(graph, own);
    const made: Readonly<Record<Kind, () => Float32Array>> = {
      neighbours: () => near.mean,
      neighbours_max: () => near.max,
      neighbours_spread: () => near.spread,
      deviation: () => own.map((value, i) => value - (near.mean[i] as number)),
      second: () => around(graph, near.mean).mean,
      second_max: () => maxAround(graph, near.max),
    };
    for (const kind of of) result.set(`${kind}_${name}`, made[kind]());
  }
  return result;
}
