import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
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
 * Phones and plates shown with two national ids or more: handed over once (all of one holder's showings lie
 * before all of the other's) or shared (they alternate). Under sharing any order is as likely as any other,
 * so one clean change among n showings has probability 1 / C(n, k). Expects the table `showing`.
 */
export async function findHolderChanges(
  lake: Lake,
): Promise<{ readonly states: readonly IdentifierState[]; readonly notices: readonly string[] }> {
  const { sightingsMax, holderReportFrom } = config.lifetimes;
  const rows = await lake.rows<{ [K in keyof Showing]: Showing[K] }>(steps.contestedShowing(sightingsMax));
  const groups = new Map<string, Showing[]>();
  for (const row of rows) {
    const group = groups.get(row.identifier);
    if (group === undefined) groups.set(row.identifier, [row]);
    else group.push(row);
  }
  const states = [...groups.values()].flatMap(statesOf).filter(({ probability }) => probability >= holderReportFrom);
  const capped = [...groups.values()].filter(([first]) => (first?.sightings ?? 0) > sightingsMax).length;
  const notices =
    capped === 0
      ? []
      : [`Holders: ${capped} phones or plates with more than ${sightingsMax} showings; only the first were looked at.`];
  return { states, notices };
}

/** One state a pair of holders that follow each other; a crowd of holders is one state with the first two named. */
function statesOf(showings: readonly Showing[]): IdentifierState[] {
  const holders = [...new Set(showings.map(({ holder }) => holder))];
  const runs = runsOf(showings);
  const plate = showings[0]?.identifier.startsWith('v:') === true;
  if (runs === holders.length) {
    return holders.slice(1).map((holder, i) => {
      const pair = showings.filter((one) => one.holder === holders[i] || one.holder === holder);
      const orders = logChoose(pair.length, pair.filter((one) => one.holder === holder).length);
      const kind: FindingKind = plate ? 'plate_changes_hands' : 'phone_changes_hands';
      return state(kind, pair, [{ what: 'all showings of one holder lie before those of the next', weight: orders }]);
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
    ]),
  ];
}

function runsOf(showings: readonly Showing[]): number {
  let runs = 0;
  for (const [i, { holder }] of showings.entries()) if (showings[i - 1]?.holder !== holder) runs++;
  return runs;
}

function state(kind: FindingKind, showings: readonly Showing[], evidence: readonly EvidenceLine[]): IdentifierState {
  const logOdds = evidence.reduce((sum, { weight }) => sum + weight, 0);
  const first = showings[0] as Showing;
  return {
    kind,
    probability: 1 / (1 + Math.exp(-logOdds)),
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
