import { sharedRecipientShare } from '../kernel/common-source.ts';
import { filledSingles } from '../kernel/filled.ts';
import { burstShare, goodsLift, meanOfRows, topShare, variety } from '../kernel/parcel-signs.ts';
import { fact, lift, share } from './family.ts';
import type { FlatEvents, FlatParcels } from './flat-events.ts';
import { goodsClassNames, ofClass } from './goods-classes.ts';
import type { Columns, Fact } from './types.ts';

const sources = ['parcel.sent_at', 'parcel.from_place', 'parcel.to_place', 'place.border_km'];
const senders = ['parcel.sender_id_no', 'parcel.sender_phone', 'parcel.recipient_phone'];
const goods = ['parcel.goods', 'parcel.sender_id_no', 'parcel.from_place', 'parcel.to_place', 'place.border_km'];
const threeDays = 3 * 86400;

const sides = [
  ['sent', 'sends', '寄出'],
  ['received', 'receives', '收到'],
] as const;
const className = {
  tea: ['tea', '茶叶'],
  furniture: ['furniture or wood', '家具木器'],
  snack: ['snacks or food', '零食食品'],
} as const;

/** Origins, goods and signs of a false sender, of what somebody sends and of what somebody receives. */
export const parcelFacts: readonly Fact[] = [
  ...sides.flatMap(([side, does, zh]): Fact[] => [
    fact('parcels', `${side}_border_share`, {
      ...share,
      reason: `How much of what this person ${does} comes from the quarter of outlets nearest to the border.`,
      reasonZh: `此人${zh}的包裹有多少来自最靠近边境的四分之一网点。`,
      sources,
    }),
    fact('parcels', `${side}_goods_lift`, {
      ...lift,
      reason: `Goods this person ${does} are declared as unverified senders at the border declare theirs.`,
      reasonZh: `此人${zh}的物品与边境未实名寄件人申报的相似。`,
      sources: goods,
    }),
    fact('parcels', `${side}_small_share`, {
      ...share,
      reason: 'Goods are split: parcels lighter than the usual one.',
      reasonZh: '化整为零：包裹比通常的轻。',
      sources: ['parcel.weight_kg'],
    }),
    fact('parcels', `${side}_top_outlet_share`, {
      ...share,
      reason: `What this person ${does} comes from one outlet or from many.`,
      reasonZh: `此人${zh}的包裹来自一个还是许多网点。`,
      sources,
    }),
    fact('parcels', `${side}_burst_share`, {
      ...share,
      reason: 'A load that was split arrives within days.',
      reasonZh: '拆分的一批货在几天内先后寄到。',
      sources: ['parcel.sent_at'],
    }),
    ...goodsClassNames.map((name) =>
      fact('parcels', `${side}_${name}_share`, {
        ...share,
        reason: `Share declared as ${className[name][0]}, in which goods from the border are hidden.`,
        reasonZh: `申报为${className[name][1]}的比例，边境来货常藏于其中。`,
        sources: ['parcel.goods'],
      }),
    ),
  ]),
  fact('parcels', 'sent_recipient_variety', {
    ...share,
    reason: 'Fan-out: each parcel goes to somebody else.',
    reasonZh: '散发：每个包裹寄给不同的人。',
    sources: senders,
  }),
  fact('parcels', 'sent_shared_recipient_share', {
    ...share,
    reason: 'Recipients whom several unverified senders serve.',
    reasonZh: '收件人由多个未实名寄件人供货。',
    sources: senders,
  }),
  fact('parcels', 'received_sender_variety', {
    ...share,
    reason: 'Fan-in: every unverified parcel has another sender, as made-up names have.',
    reasonZh: '汇集：未实名包裹的寄件人每次不同，如同编造的名字。',
    sources: senders,
  }),
  fact('parcels', 'received_ghost_share', {
    ...share,
    reason: 'Senders who occur in this one record and nowhere else.',
    reasonZh: '寄件人只在这一条记录里出现过。',
    sources: senders,
  }),
];

export function parcelFeatures(events: FlatEvents): Columns {
  const { persons, parcels, places } = events;
  const result: Columns = new Map();
  const border = valuesAt(parcels.from, places.borderRank, (rank) => Number(rank <= 0.25));
  const lifts = goodsLift(parcels, ofInterest(parcels, places.borderRank));
  const median = medianOf(parcels.weight);
  const small = filledSingles(parcels.weight.length, (r) => {
    const kg = parcels.weight[r] as number;
    return Number.isNaN(kg) ? NaN : Number(kg < median);
  });
  for (const [side] of sides) {
    const by = parcels[side];
    result.set(`${side}_border_share`, meanOfRows(persons, by, border));
    result.set(`${side}_goods_lift`, meanOfRows(persons, by, lifts));
    result.set(`${side}_small_share`, meanOfRows(persons, by, small));
    result.set(`${side}_top_outlet_share`, topShare(persons, by, parcels.from));
    result.set(`${side}_burst_share`, burstShare(persons, by, parcels.at, threeDays));
    for (const name of goodsClassNames)
      result.set(`${side}_${name}_share`, meanOfRows(persons, by, ofClass(parcels.goods, parcels.goodsText, name)));
  }
  result.set('sent_recipient_variety', variety(persons, parcels.sent, parcels.recipient));
  result.set('sent_shared_recipient_share', sharedRecipientShare(persons, parcels, parcels.sent));
  result.set('received_sender_variety', variety(persons, parcels.received, parcels.sender, parcels.unverified));
  result.set('received_ghost_share', meanOfRows(persons, parcels.received, ghosts(events)));
  return result;
}

/** Parcels from an unverified sender in the half near the border to a place farther inland. */
function ofInterest({ from, to, unverified }: FlatParcels, borderRank: Float32Array): Int32Array {
  const rank = (place: number): number => (place < 0 ? NaN : (borderRank[place] as number));
  return unverified.map((flag, r) => {
    const origin = rank(from[r] as number);
    return Number(flag === 1 && origin <= 0.5 && rank(to[r] as number) > origin);
  });
}

/** 1 where the sender of the parcel is in no other record; NaN where there is no sender at all. */
function ghosts({ persons, journal, parcels, calls }: FlatEvents): Float32Array {
  const records = new Int32Array(persons);
  for (let i = 0; i < persons; i++)
    for (const { offsets } of [journal, parcels.sent, parcels.received, calls.by])
      records[i] = (records[i] as number) + (offsets[i + 1] as number) - (offsets[i] as number);
  return filledSingles(parcels.sender.length, (r) => {
    const sender = parcels.sender[r] as number;
    return sender < 0 ? NaN : Number(records[sender] === 1);
  });
}

const valuesAt = (place: Int32Array, of: Float32Array, take: (value: number) => number): Float32Array =>
  filledSingles(place.length, (r) => {
    const at = place[r] as number;
    const value = at < 0 ? NaN : (of[at] as number);
    return Number.isNaN(value) ? NaN : take(value);
  });

function medianOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return known[known.length >> 1] ?? NaN;
}
