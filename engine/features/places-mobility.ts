import { mobility } from '../kernel/mobility.ts';
import { fact, quantity, share } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const visits = ['lodging.place_id', 'transport.from_place', 'transport.to_place', 'checkpoint.place_id'];
const border = [...visits, 'place.border_km'];

/** Where somebody is seen, over all records that have a place. */
export const mobilityFacts: readonly Fact[] = [
  fact('places', 'border_share', {
    ...share,
    reason: 'Goods enter in the quarter of places nearest to the border.',
    reasonZh: '货物从最靠近边境的四分之一地点进入。',
    sources: border,
  }),
  fact('places', 'deep_share', {
    ...share,
    reason: 'Goods end in the quarter of places farthest from the border.',
    reasonZh: '货物终于离边境最远的四分之一地点。',
    sources: border,
  }),
  fact('places', 'border_rank_mean', {
    ...share,
    reason: 'Between border and inland, where this person is usually seen.',
    reasonZh: '此人通常出现在边境与内地之间的什么位置。',
    sources: border,
  }),
  fact('places', 'place_evenness', {
    ...share,
    reason: 'Who is seen everywhere equally often has no usual place.',
    reasonZh: '到处出现次数相近的人没有固定去处。',
    sources: visits,
  }),
  fact('places', 'place_variety', {
    ...share,
    reason: 'New places each time hide a habit.',
    reasonZh: '每次换地方以掩盖习惯。',
    sources: visits,
  }),
  fact('places', 'away_share', {
    ...share,
    reason: 'Carriers are seen outside the area they live in.',
    reasonZh: '运输者多出现在居住地以外。',
    sources: [...visits, 'place.area_id', 'person.home_area'],
  }),
  fact('places', 'gyration_km', {
    ...quantity('km'),
    reason: 'How far the usual places lie apart (radius of gyration).',
    reasonZh: '常去的地方彼此相距多远（回转半径）。',
    sources: [...visits, 'place.lat', 'place.lon'],
  }),
];

export function mobilityFeatures({ journal, places, home }: FlatEvents): Columns {
  const found = mobility(journal, places, home);
  return new Map([
    ['border_share', found.borderShare],
    ['deep_share', found.inlandShare],
    ['border_rank_mean', found.borderRank],
    ['place_evenness', found.placeEvenness],
    ['place_variety', found.placeVariety],
    ['away_share', found.awayShare],
    ['gyration_km', found.gyrationKm],
  ]);
}
