import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
import { numberColumn, textColumn, textTable } from '../lake-columns.ts';
import * as steps from '../sql/lifetimes.ts';
import type { EvidenceLine, FindingKind, IdentifierState } from './types.ts';

interface Showing {
  readonly identifier: string;
  readonly holder: string;
  readonly seen_at: number;
  readonly record_id: string;
  readonly sightings: number;
}

/**
 * Phones and plates that two ids or more use as their own: handed over once (all of one holder's showings lie
 * before all of the other's) or shared (they alternate). Under sharing any order is as likely as any other, so one
 * clean change among n showings has probability 1 / C(n, k). Expects the tables `showing` and `holder_use`.
 */
export async function findHolderChanges(
  lake: Lake,
): Promise<{ readonly states: readonly IdentifierState[]; readonly notices: readonly string[] }> {
  const { sightingsMax, holderReportFrom } = config.lifetimes;
  const owned = await owners(lake);
  const groups = await showingsOf(lake, owned);
  const states = groups
    .flatMap((group) => statesOf(group, owned))
    .filter(({ probability }) => probability >= holderReportFrom);
  const capped = groups.filter(([first]) => (first?.sightings ?? 0) > sightingsMax).length;
  const notices =
    capped === 0
      ? []
      : [`Holders: ${capped} phones or plates with more than ${sightingsMax} showings; only the first were looked at.`];
  return { states, notices };
}

/** Log odds that a phone or plate is one's own, by identifier, then holder; those likely enough of contested ones. */
type Owners = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Whose own it is: somebody shows one's own on most days, and another's on few. Odds of the days with this one and
 * the days with another one meanwhile, under both.
 */
async function owners(lake: Lake): Promise<Owners> {
  const { ownShare, strangeShare, ownPrior } = config.lifetimes.holders;
  const [first] = await lake.rows<{ at: number | null }>('select min(seen_at) as at from showing');
  const table = await lake.columns(steps.contestedUse(first?.at ?? 0));
  const [identifier, holder] = [textColumn(table, 'identifier'), textColumn(table, 'holder')];
  const [days, others] = [numberColumn(table, 'days'), numberColumn(table, 'other_days')];
  const owned = new Map<string, Map<string, number>>();
  for (const [i, one] of identifier.entries()) {
    const logOdds =
      Math.log(ownPrior / (1 - ownPrior)) +
      (days[i] as number) * Math.log(ownShare / strangeShare) +
      (others[i] as number) * Math.log((1 - ownShare) / (1 - strangeShare));
    if (logOdds <= 0) continue;
    const known = owned.get(one) ?? new Map<string, number>();
    owned.set(one, known.set(holder[i] as string, logOdds));
  }
  for (const [one, known] of owned) if (known.size < 2) owned.delete(one);
  return owned;
}

async function showingsOf(lake: Lake, owned: Owners): Promise<readonly Showing[][]> {
  const pairs = [...owned].flatMap(([identifier, holders]) =>
    [...holders.keys()].map((holder) => ({ identifier, holder })),
  );
  await lake.createTable(
    'owner',
    textTable({ identifier: pairs.map((pair) => pair.identifier), holder: pairs.map((pair) => pair.holder) }),
  );
  const table = await lake.columns(steps.ownerShowing(config.lifetimes.sightingsMax));
  await lake.run(lake.dialect.drop('owner'));
  const [holder, record] = [textColumn(table, 'holder'), textColumn(table, 'record_id')];
  const [seenAt, sightings] = [numberColumn(table, 'seen_at'), numberColumn(table, 'sightings')];
  const groups: Showing[][] = [];
  for (const [i, identifier] of textColumn(table, 'identifier').entries()) {
    if (groups.at(-1)?.[0]?.identifier !== identifier) groups.push([]);
    groups.at(-1)?.push({
      identifier,
      holder: holder[i] as string,
      seen_at: seenAt[i] as number,
      record_id: record[i] as string,
      sightings: sightings[i] as number,
    });
  }
  return groups;
}

/** One state a pair of holders that follow each other; a crowd of holders is one state with the first two named. */
function statesOf(showings: readonly Showing[], owned: Owners): IdentifierState[] {
  const own = (holder: string): EvidenceLine => ({
    what: 'a holder shows it on most days and hardly another one meanwhile',
    weight: owned.get(showings[0]?.identifier ?? '')?.get(holder) ?? 0,
  });
  const holders = [...new Set(showings.map(({ holder }) => holder))];
  const runs = runsOf(showings);
  const plate = showings[0]?.identifier.startsWith('v:') === true;
  if (runs === holders.length) {
    return holders.slice(1).map((holder, i) => {
      const pair = showings.filter((one) => one.holder === holders[i] || one.holder === holder);
      const orders = logChoose(pair.length, pair.filter((one) => one.holder === holder).length);
      const kind: FindingKind = plate ? 'plate_changes_hands' : 'phone_changes_hands';
      return state(kind, pair, [
        { what: 'all showings of one holder lie before those of the next', weight: orders },
        own(holders[i] as string),
        own(holder),
      ]);
    });
  }
  const back = runs - holders.length;
  const kind: FindingKind = plate ? 'shared_plate' : 'shared_phone';
  return [
    state(kind, showings, [
      {
        what: `shown with ${holders.length} ids, and ${back} times back with one shown before`,
        weight: back * Math.log(10),
      },
      ...holders.slice(0, 2).map(own),
    ]),
  ];
}

function runsOf(showings: readonly Showing[]): number {
  let runs = 0;
  for (const [i, { holder }] of showings.entries()) if (showings[i - 1]?.holder !== holder) runs++;
  return runs;
}

function state(kind: FindingKind, showings: readonly Showing[], evidence: readonly EvidenceLine[]): IdentifierState {
  // Every line must hold: that it went so in time, and that it is the own one of either.
  const probability = evidence.reduce((product, { weight }) => product / (1 + Math.exp(-weight)), 1);
  const first = showings[0] as Showing;
  return {
    kind,
    probability,
    identifierA: first.holder,
    identifierB: showings.find(({ holder }) => holder !== first.holder)?.holder,
    firstAt: first.seen_at,
    lastAt: showings.at(-1)?.seen_at ?? first.seen_at,
    recordCount: showings.length,
    records: showings.slice(0, config.lifetimes.recordsKept).map(({ record_id }) => record_id),
    evidence: [...evidence],
    subject: first.identifier,
  };
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
