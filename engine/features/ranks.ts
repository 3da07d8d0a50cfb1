import { percentileRank } from '../kernel/percentile-rank.ts';
import type { Columns, Fact, Feature } from './types.ts';

/** Facts whose place among the people of the person's own area is a feature too. */
const amongArea = ['events_rate', 'stays_rate', 'passages_rate', 'legs_rate', 'received_rate', 'degree'];

const among = { unit: 'share of people', range: [0, 1] as const };

/** What the model reads of a fact: the fact, or its rank where its size depends on the data set. */
export function featuresOfFact(fact: Fact): readonly Feature[] {
  const { rank, ...plain } = fact;
  if (rank === undefined) return [plain];
  const ranked = {
    ...plain,
    ...among,
    name: `${fact.name}_rank`,
    reason: `${fact.reason} Share of people with such records who have less.`,
    reasonZh: `${fact.reasonZh}（有此类记录的人中少于此人的比例）`,
  };
  if (!amongArea.includes(fact.name)) return [ranked];
  return [
    ranked,
    {
      ...ranked,
      name: `${fact.name}_area_rank`,
      reason: `${fact.reason} Share of people of the same area who have less.`,
      reasonZh: `${fact.reasonZh}（同一地区的人中少于此人的比例）`,
      sources: [...fact.sources, 'person.home_area'],
    },
  ];
}

/** The ranks of the facts among `columns`. @param home area of each person, -1 unknown */
export function rankFeatures(columns: Columns, facts: readonly Fact[], home: Int32Array): Columns {
  const result: Columns = new Map();
  for (const { name, rank } of facts) {
    if (rank === undefined) continue;
    const values = columns.get(name) as Float32Array;
    const known = rank === 'all' ? values : values.map((value) => (value > 0 ? value : NaN));
    result.set(`${name}_rank`, percentileRank(known));
    if (amongArea.includes(name)) result.set(`${name}_area_rank`, percentileRank(known, home));
  }
  return result;
}
