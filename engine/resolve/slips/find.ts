import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
import { indexColumn, numberColumn, textColumn } from '../lake-columns.ts';
import * as steps from '../sql/slips.ts';
import { joinSlips } from './cluster.ts';
import { comparePairs, oftenFrom } from './compare.ts';
import type { Candidates, Slip, SlipKind, SlipWeights } from './types.ts';
import { bestMeant, type Chance, weighPairs } from './weigh.ts';

const kept = ['slip_identifier', 'slip_key', 'slip_mate', 'slip_pair'] as const;
const kindNames = { i: 'ids', p: 'phones', v: 'plates' } as const;

export interface FoundSlips {
  readonly slips: readonly Slip[];
  readonly notices: readonly string[];
  /** What the comparisons weigh, to explain any pair later; absent where nothing was compared. */
  readonly weights?: SlipWeights;
}

/**
 * Identifiers that are another one with a typing error: candidates by equal parts or something shown with both,
 * weighed, and joined in groups that no single pair can carry. Two that a register knows are never joined, nor two
 * that people told `apart` or the records keep apart. Expects `identifier`, `claim`, `registered`, `shown_pair`, `id_name`,
 * `named_use` and `phone_holder`.
 */
export async function findSlips(
  lake: Lake,
  kind: SlipKind,
  apart: readonly (readonly [string, string])[],
): Promise<FoundSlips> {
  const { partCrowdMax, joinFrom } = config.identity;
  const { controls, loose } = await openCandidates(lake, kind);
  if (loose === 0) return finish(lake, [], []);
  const notices = await cappedParts(lake, kind);
  await lake.run(lake.dialect.keep('slip_pair', steps.slipPair(partCrowdMax)));
  const candidates = await readCandidates(lake, kind, controls);
  if (candidates.slip.length === 0) return finish(lake, [], notices);
  const compared = comparePairs(candidates);
  const weighed = weighPairs(candidates, compared, await chanceOf(lake));
  const likely = bestMeant(candidates, compared, weighed, 0.5);
  const known = new Set(candidates.identifier.filter((_, i) => candidates.loose[i] === 0));
  return finish(lake, await joinSlips(lake, likely, known, apart, joinFrom), notices, weighed.weights);
}

async function finish(
  lake: Lake,
  slips: readonly Slip[],
  notices: readonly string[],
  weights?: SlipWeights,
): Promise<FoundSlips> {
  for (const table of kept) await lake.run(lake.dialect.drop(table));
  return { slips, notices, ...(weights === undefined ? {} : { weights }) };
}

async function openCandidates(lake: Lake, kind: SlipKind): Promise<{ controls: number; loose: number }> {
  const [size] = await lake.rows<{ n: number }>(
    `select count(*) as n from identifier where identifier like '${kind}:%'`,
  );
  const every = Math.max(1, Math.ceil((size?.n ?? 0) / config.identity.controlsMax));
  await lake.run(lake.dialect.keep('slip_identifier', steps.slipIdentifier(kind, every)));
  const [count] = await lake.rows<{ controls: number | null; loose: number | null }>(
    'select cast(sum(control) as BIGINT) as controls, cast(sum(loose) as BIGINT) as loose from slip_identifier',
  );
  await lake.run(lake.dialect.keep('slip_key', steps.slipKey));
  await lake.run(lake.dialect.keep('slip_mate', steps.slipMate[kind]));
  return { controls: count?.controls ?? 0, loose: count?.loose ?? 0 };
}

async function cappedParts(lake: Lake, kind: SlipKind): Promise<string[]> {
  const { partCrowdMax } = config.identity;
  const [hot] = await lake.rows<{ parts: number; identifiers: number | null }>(
    `select count(*) as parts, cast(sum(identifiers) as BIGINT) as identifiers from (${steps.hotPart(partCrowdMax)}) hot`,
  );
  if ((hot?.parts ?? 0) === 0) return [];
  return [
    `Typing errors in ${kindNames[kind]}: ${hot?.parts} parts are shared by more than ${partCrowdMax} of them (${hot?.identifiers} in all) and led to no comparison.`,
  ];
}

async function readCandidates(lake: Lake, kind: SlipKind, controls: number): Promise<Candidates> {
  const all = await lake.columns('select identifier, loose from slip_identifier order by number');
  const pairs = await lake.columns('select slip, meant, control from slip_pair order by slip, meant');
  const names = await lake.columns(steps.wanted(`(${steps.slipName[kind]})`));
  const mates = await lake.columns(steps.wanted(`(${mateNumbers})`));
  const sorts = await lake.columns(steps.wanted(`(${steps.slipSort[kind]})`));
  const counted = await lake.columns(steps.wanted(`(${steps.slipTimes[kind]})`));
  const [share] = await lake.rows<{ often: number | null }>(
    `select avg(cast(case when t.times >= ${oftenFrom} then 1 else 0 end as DOUBLE)) as often from slip_identifier d left join (${steps.slipTimes[kind]}) t on t.number = d.number`,
  );
  const identifier = textColumn(all, 'identifier');
  return {
    kind,
    identifier,
    loose: Uint8Array.from(indexColumn(all, 'loose')),
    slip: indexColumn(pairs, 'slip'),
    meant: indexColumn(pairs, 'meant'),
    control: Uint8Array.from(indexColumn(pairs, 'control')),
    controls,
    names: grouped(indexColumn(names, 'number'), textColumn(names, 'name')),
    mates: setsOf(indexColumn(mates, 'number'), indexColumn(mates, 'mate')),
    times: mapOf(indexColumn(counted, 'number'), numberColumn(counted, 'times')),
    oftenShare: share?.often ?? 0,
    sorts: sortsOf(kind, identifier, indexColumn(sorts, 'number'), numberColumn(sorts, 'sort')),
  };
}

function mapOf(keys: Int32Array, values: Float64Array): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const [i, key] of keys.entries()) map.set(key, values[i] as number);
  return map;
}

/** What was shown with somebody, as numbers; what a crowd was shown with says nothing. */
const mateNumbers = `select t.number, cast(m.mate_number as INTEGER) as mate from slip_mate t join (
  select mate, row_number() over (order by mate) - 1 as mate_number from slip_mate group by mate having count(distinct number) <= ${config.identity.partCrowdMax}
) m on m.mate = t.mate`;

function grouped(numbers: Int32Array, values: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const [i, number] of numbers.entries()) {
    const list = groups.get(number);
    if (list === undefined) groups.set(number, [values[i] as string]);
    else if (list.length < namesMax) list.push(values[i] as string);
  }
  return groups;
}

/** Names of one identifier that are compared. */
const namesMax = 8;

function setsOf(numbers: Int32Array, values: Int32Array): ReadonlyMap<number, ReadonlySet<number>> {
  const groups = new Map<number, Set<number>>();
  for (const [i, number] of numbers.entries()) {
    const set = groups.get(number);
    if (set === undefined) groups.set(number, new Set([values[i] as number]));
    else set.add(values[i] as number);
  }
  return groups;
}

/** The year in an id of eighteen, where no register tells it. */
function sortsOf(
  kind: SlipKind,
  identifier: readonly string[],
  numbers: Int32Array,
  sorts: Float64Array,
): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  if (kind === 'i') {
    for (const [number, text] of identifier.entries()) {
      const year = /^i:\d{6}((?:19|20)\d\d)\d{7}[\dX]$/.exec(text)?.[1];
      if (year !== undefined) known.set(number, Number(year));
    }
  }
  for (const [i, number] of numbers.entries()) known.set(number, sorts[i] as number);
  return known;
}

/** How common names and things shown are, over persons. */
async function chanceOf(lake: Lake): Promise<Chance> {
  const counted = await lake.columns('select name, count(*) as persons from id_name group by name order by name');
  const [names, persons] = [textColumn(counted, 'name'), numberColumn(counted, 'persons')];
  const total = Math.max(
    2,
    persons.reduce((sum, n) => sum + n, 0),
  );
  const shares = new Map(names.map((name, i) => [name, (persons[i] as number) / total]));
  const [shown] = await lake.rows<{ pairs: number | null }>(
    'select cast(sum(n * (n - 1)) as DOUBLE) as pairs from (select count(*) as n from slip_mate group by mate) counted',
  );
  const [all] = await lake.rows<{ n: number }>('select count(*) as n from slip_identifier');
  const n = Math.max(2, all?.n ?? 0);
  return {
    nameShare: (name) => shares.get(name) ?? 1 / total,
    sameName: names.length === 0 ? 1e-4 : [...shares.values()].reduce((sum, share) => sum + share * share, 0),
    sameMate: (shown?.pairs ?? 0) / (n * (n - 1)),
  };
}
