import { config } from '../../config/index.ts';
import { assignSuccessions, type ProbableSuccession } from '../../kernel/assign-successions.ts';
import type { SuccessionEvidence } from '../../kernel/succession-options.ts';
import type { Lake } from '../../lake/index.ts';
import { numberColumn, textColumn, textTable } from '../lake-columns.ts';
import * as steps from '../sql/lifetimes.ts';
import { type Numbers, readNumbers } from './activity.ts';
import { overlapsImpossibly } from './overlap.ts';
import { registeredPairs, shownSuccessions, toldState } from './told-succession.ts';
import type { EvidenceLine, IdentifierState } from './types.ts';

const words: Readonly<Record<keyof SuccessionEvidence, string>> = {
  prior: 'few numbers are succeeded, and any other could be the heir',
  fell_silent: 'the earlier number falls silent',
  appeared: 'the later number was not there before',
  moment: 'one begins when the other ends',
  contacts: 'contacts and names in common, rare ones more',
  others_fit: 'a number that goes on has these contacts too',
  places: 'the same cells and places',
  hours: 'the same hours of the day',
  talked: 'they talked to each other',
};

export interface FoundSuccessions {
  readonly states: readonly IdentifierState[];
  readonly notices: readonly string[];
}

/** Numbers that fell silent, and those that took up their contacts. Leaves `number_sighting` behind. */
export async function findSuccessions(
  lake: Lake,
  notTheSame: (identifierA: string, identifierB: string) => boolean,
): Promise<FoundSuccessions> {
  const numbers = await readNumbers(lake);
  const { succession, joinFrom, reportFrom } = config.lifetimes;
  // Two numbers of one holder, both registered all along, are two numbers carried at a time.
  const registeredBefore = new Set(
    textColumn(await lake.columns(steps.registeredBefore(numbers.activity.from)), 'identifier'),
  );
  const name = (number: number): string => numbers.identifier[number] as string;
  const found = assignSuccessions(
    numbers.activity,
    numbers.holder,
    { ...succession, acceptFrom: joinFrom, reportFrom },
    (a, b) =>
      notTheSame(name(a), name(b)) ||
      (numbers.holder[a] === numbers.holder[b] && registeredBefore.has(name(b))) ||
      overlapsImpossibly(numbers, a, b),
  );
  const allowed = ({ earlier, later }: { readonly earlier: string; readonly later: string }): boolean =>
    !notTheSame(earlier, later);
  const byRegister = (await registeredPairs(lake)).filter(allowed);
  const shown = new Set(byRegister.map(({ earlier, later }) => `${earlier} ${later}`));
  const told = [
    ...byRegister,
    ...(await shownSuccessions(lake)).filter((pair) => allowed(pair) && !shown.has(`${pair.earlier} ${pair.later}`)),
  ];
  const known = new Set(told.map(({ earlier, later }) => `${earlier} ${later}`));
  const inferred = found.pairs
    .map((pair) => ({ ...pair, earlier: name(pair.earlier), later: name(pair.later) }))
    .filter(({ earlier, later }) => !known.has(`${earlier} ${later}`));
  const records = await recordsBehind(lake, numbers, [...told, ...inferred], found.alias);
  return {
    states: [...inferred.map((pair) => stateOf(pair, records)), ...told.flatMap((pair) => toldState(pair, records))],
    notices: capNotices(found),
  };
}

/** Records behind a succession, in time order. */
export interface Behind {
  readonly ids: string[];
  count: number;
  first: number;
  last: number;
}

async function recordsBehind(
  lake: Lake,
  { identifier }: Numbers,
  pairs: readonly { readonly earlier: string; readonly later: string }[],
  alias: Int32Array,
): Promise<ReadonlyMap<string, Behind>> {
  await lake.createTable(
    'succession_pair',
    textTable({
      earlier: pairs.map(({ earlier }) => earlier),
      later: pairs.map(({ later }) => later),
    }),
  );
  // A contact that changed its own number is the same contact.
  const renamed = [...alias.entries()].filter(([number, standsFor]) => number !== standsFor);
  await lake.createTable(
    'number_alias',
    textTable({
      identifier: renamed.map(([number]) => identifier[number] as string),
      stands_for: renamed.map(([, standsFor]) => identifier[standsFor] as string),
    }),
  );
  const rows = await lake.rows<{ earlier: string; later: string; record_id: string; seen_at: number; records: number }>(
    steps.successionRecord(config.lifetimes.recordsKept),
  );
  const turns = await lake.columns(steps.turningRecord);
  for (const table of ['succession_pair', 'number_alias']) await lake.run(lake.dialect.drop(table));
  const behind = new Map<string, Behind>();
  for (const { earlier, later, record_id, seen_at: at, records } of rows) {
    const key = `${earlier} ${later}`;
    const so: Behind = behind.get(key) ?? { ids: [], count: records, first: at, last: at };
    so.ids.push(record_id);
    so.last = at;
    behind.set(key, so);
  }
  addTurns(behind, turns);
  return behind;
}

/** Where the two have no contact in common, the last record of the one and the first of the other are what there is. */
function addTurns(behind: Map<string, Behind>, turns: Parameters<typeof textColumn>[0]): void {
  const [earlier, later] = [textColumn(turns, 'earlier'), textColumn(turns, 'later')];
  const [record, seenAt] = [textColumn(turns, 'record_id'), numberColumn(turns, 'seen_at')];
  const met = new Set(behind.keys());
  for (const [i, one] of earlier.entries()) {
    const key = `${one} ${later[i]}`;
    if (met.has(key)) continue;
    const at = seenAt[i] as number;
    const so: Behind = behind.get(key) ?? { ids: [], count: 0, first: at, last: at };
    so.ids.push(record[i] as string);
    so.count++;
    so.last = at;
    behind.set(key, so);
  }
}

function stateOf(
  pair: Omit<ProbableSuccession, 'earlier' | 'later'> & { readonly earlier: string; readonly later: string },
  records: ReadonlyMap<string, Behind>,
): IdentifierState {
  const { earlier, later } = pair;
  const behind = records.get(`${earlier} ${later}`);
  const evidence = (Object.entries(pair.evidence) as [keyof SuccessionEvidence, number][])
    .filter(([, weight]) => weight !== 0)
    .map(
      ([part, weight]): EvidenceLine => ({
        what: part === 'contacts' ? `${pair.sharedContacts} ${words[part]}` : words[part],
        weight,
      }),
    );
  return {
    kind: 'burner_succession',
    probability: pair.probability,
    identifierA: earlier,
    identifierB: later,
    firstAt: pair.lastEarlierAt,
    lastAt: pair.at,
    recordCount: behind?.count ?? 0,
    records: behind?.ids ?? [],
    evidence,
  };
}

function capNotices(found: { cappedContacts: number; cappedNumbers: number; cappedRivals: number }): string[] {
  const { contactCrowdMax, rivalsMax } = config.lifetimes.succession;
  const notices: string[] = [];
  if (found.cappedContacts > 0)
    notices.push(
      `Successions: ${found.cappedContacts} contacts known to more than ${contactCrowdMax} numbers led to no pair.`,
    );
  if (found.cappedNumbers > 0)
    notices.push(
      `Successions: ${found.cappedNumbers} numbers with more than ${contactCrowdMax} contacts were left out.`,
    );
  if (found.cappedRivals > 0)
    notices.push(
      `Successions: of ${found.cappedRivals} new numbers only the ${rivalsMax} closest earlier ones were looked at.`,
    );
  return notices;
}
