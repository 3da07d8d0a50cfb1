import { rankedFacts, registryByName } from './registry.ts';
import type { Fact, Feature, FeatureTable } from './types.ts';
import { unitsZh } from './units-zh.ts';

/** One value of a person beside those of the people of the same area. */
export interface ExplainedFeature {
  readonly name: string;
  readonly family: Feature['family'];
  readonly unit: string;
  readonly reason: string;
  readonly reasonZh: string;
  /** Null where the records do not allow it. */
  readonly value: number | null;
  /** Null where nobody of the area has the value. */
  readonly peersMedian: number | null;
  readonly peersHigh: number | null;
  /** Share of the peers that are below plus half of those that are equal, 0 to 1; null where either is unknown. */
  readonly among: number | null;
}

/** The second share of the peers that is told, beside half of them. */
const most = 0.9;

/**
 * A person's row in words that can be checked: ranks are shown as the facts they are of. What is farthest from
 * the peers comes first, what is not known last.
 * @param peers rows of the people to compare with
 */
export function explainRow(
  features: FeatureTable,
  facts: FeatureTable,
  row: number,
  peers: Int32Array,
): readonly ExplainedFeature[] {
  const ranked = new Map<string, Fact>(rankedFacts.flatMap((fact) => namesOf(fact).map((name) => [name, fact])));
  const plain = features.names.flatMap((name, i) => {
    const words = ranked.has(name) ? undefined : registryByName.get(name);
    return words === undefined ? [] : [explained(words, features.columns[i] as Float32Array, row, peers)];
  });
  const counted = rankedFacts.map((fact) =>
    explained(fact, facts.columns[facts.names.indexOf(fact.name)] as Float32Array, row, peers),
  );
  return [...counted, ...plain].sort((x, y) => oddness(y) - oddness(x));
}

const namesOf = ({ name }: Fact): string[] => [`${name}_rank`, `${name}_area_rank`];
const oddness = ({ among }: ExplainedFeature): number => (among === null ? -1 : Math.abs(among - 0.5));

function explained(words: Fact, column: Float32Array, row: number, peers: Int32Array): ExplainedFeature {
  // Of a count that anybody has, whoever has no record has none.
  const none = words.rank === 'above_zero' && column.some((value) => value > 0);
  const at = (i: number): number => {
    const value = column[i] as number;
    return none && Number.isNaN(value) ? 0 : value;
  };
  const known = Float64Array.from(peers, at)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const value = at(row);
  const below = known.filter((other) => other < value).length;
  const equal = known.filter((other) => other === value).length;
  const { name, family, unit, reason, reasonZh } = words;
  return {
    name,
    family,
    unit,
    reason,
    reasonZh,
    value: Number.isNaN(value) ? null : value,
    peersMedian: quantile(known, 0.5),
    peersHigh: quantile(known, most),
    among: Number.isNaN(value) || known.length === 0 ? null : (below + equal / 2) / known.length,
  };
}

/** The smallest known value that so large a share does not exceed. */
function quantile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/**
 * "stays: 6 per 30 days; in A03 half have at most 0, nine in ten at most 1". In Chinese the name of the feature stays, as
 * it is its name everywhere.
 */
export function inWords(line: ExplainedFeature, area: string, language: 'en' | 'zh'): string {
  const zh = language === 'zh';
  const label = zh ? line.name : line.name.replace(/_rate$/, '').replaceAll('_', ' ');
  const unit = zh ? (unitsZh[line.unit] ?? line.unit) : ` ${line.unit}`;
  const value = line.value === null ? (zh ? '无记录' : 'no record') : `${short(line.value)}${unit}`;
  if (line.peersMedian === null || line.peersHigh === null) return `${label}: ${value}`;
  const [half, nine] = [short(line.peersMedian), short(line.peersHigh)];
  if (zh) return `${label}: ${value}；${area}${half === nine ? '' : `半数人不超过${half}，`}九成人不超过${nine}`;
  if (half === nine) return `${label}: ${value}; in ${area} nine in ten have at most ${nine}`;
  return `${label}: ${value}; in ${area} half have at most ${half}, nine in ten at most ${nine}`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
