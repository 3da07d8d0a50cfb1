import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
import { numberColumn, textColumn } from '../lake-columns.ts';
import * as steps from '../sql/lifetimes.ts';
import type { Behind } from './succession.ts';
import type { EvidenceLine, IdentifierState } from './types.ts';

/** A succession that a register or the showings of one id tell of; nobody's contacts are needed for it. */
export interface ToldPair {
  readonly earlier: string;
  readonly later: string;
  readonly endedAt: number;
  readonly beganAt: number;
  readonly probability: number;
  readonly evidence: readonly EvidenceLine[];
}

/** The register says so: one holder gave up a number and took another. */
export async function registeredPairs(lake: Lake): Promise<readonly ToldPair[]> {
  const { registeredGapSeconds, registeredProbability } = config.lifetimes;
  const table = await lake.columns(steps.registeredSuccession(registeredGapSeconds));
  const [earlier, later] = [textColumn(table, 'earlier'), textColumn(table, 'later')];
  const [ended, began] = [numberColumn(table, 'ended_at'), numberColumn(table, 'began_at')];
  const weight = Math.log(registeredProbability / (1 - registeredProbability));
  return earlier.map((one, i) => ({
    earlier: one,
    later: later[i] as string,
    endedAt: ended[i] as number,
    beganAt: began[i] as number,
    probability: registeredProbability,
    evidence: [{ what: 'the register ends one number of a holder as it begins the other', weight }],
  }));
}

interface Spell {
  readonly holder: string;
  readonly phone: string;
  readonly days: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** NaN where the register does not give the phone to this id, or has no end. */
  readonly beganAt: number;
  readonly endedAt: number;
}

/** One id showed one number until a day and another from then on, and the first was never seen again. */
export async function shownSuccessions(lake: Lake): Promise<readonly ToldPair[]> {
  const spells = await readSpells(lake);
  const pairs: ToldPair[] = [];
  for (const [i, spell] of spells.entries()) {
    const next = spells.slice(i + 1, i + 6).find((one) => one.holder === spell.holder && one.firstAt > spell.lastAt);
    const pair = next === undefined ? undefined : pairOf(spell, next);
    if (pair !== undefined && pair.probability >= config.lifetimes.joinFrom) pairs.push(pair);
  }
  return pairs;
}

async function readSpells(lake: Lake): Promise<readonly Spell[]> {
  const table = await lake.columns(steps.holderSpell);
  const [holder, phone] = [textColumn(table, 'holder'), textColumn(table, 'identifier')];
  const [days, firstAt, lastAt] = [
    numberColumn(table, 'days'),
    numberColumn(table, 'first_at'),
    numberColumn(table, 'last_at'),
  ];
  const told = (name: string): Float64Array =>
    numberColumn(table, name).map((value, i) => (table.columns[name]?.valid[i] === 1 ? value : Number.NaN));
  const [beganAt, endedAt] = [told('began_at'), told('ended_at')];
  return holder.map((one, i) => ({
    holder: one,
    phone: phone[i] as string,
    days: days[i] as number,
    firstAt: firstAt[i] as number,
    lastAt: lastAt[i] as number,
    beganAt: beganAt[i] as number,
    endedAt: endedAt[i] as number,
  }));
}

/** Odds of an order in time so clean if both were in use at once, and of what the register says of either. */
function pairOf(one: Spell, next: Spell): ToldPair | undefined {
  const { registeredProbability, shownSuccessionPrior } = config.lifetimes;
  const { log } = Math;
  const sure = log(registeredProbability / (1 - registeredProbability));
  const evidence: EvidenceLine[] = [
    { what: 'most people keep their number', weight: log(shownSuccessionPrior / (1 - shownSuccessionPrior)) },
    { what: 'one id shows the one until a day and the other from then on', weight: logOrders(one.days, next.days) },
  ];
  const between = (at: number): boolean => at >= one.lastAt - 86400 && at <= next.firstAt + 86400;
  if (between(one.endedAt))
    evidence.push({ what: 'the register ends the earlier number between the two', weight: sure });
  if (between(next.beganAt))
    evidence.push({ what: 'the register begins the later number between the two', weight: sure });
  const open = Number.isNaN(one.endedAt) && !Number.isNaN(one.beganAt);
  if (open) evidence.push({ what: 'the register leaves the earlier number with its holder', weight: -sure });
  const logOdds = evidence.reduce((sum, { weight }) => sum + weight, 0);
  return {
    earlier: one.phone,
    later: next.phone,
    endedAt: one.lastAt,
    beganAt: next.firstAt,
    probability: 1 / (1 + Math.exp(-logOdds)),
    evidence,
  };
}

/** Log of the orders that n and m days could come in. */
function logOrders(n: number, m: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(n, m); i++) sum += Math.log((Math.max(n, m) + i) / i);
  return sum;
}

/** As a state; none where no record names either number. */
export function toldState(pair: ToldPair, records: ReadonlyMap<string, Behind>): IdentifierState[] {
  const behind = records.get(`${pair.earlier} ${pair.later}`);
  if (behind === undefined) return [];
  return [
    {
      kind: 'burner_succession',
      probability: pair.probability,
      identifierA: pair.earlier,
      identifierB: pair.later,
      firstAt: Math.min(pair.endedAt, pair.beganAt),
      lastAt: Math.max(pair.endedAt, pair.beganAt),
      recordCount: behind.count,
      records: behind.ids,
      evidence: pair.evidence,
    },
  ];
}
