import { basename, join } from 'node:path';
import { config } from '../config/index.ts';
import { readGraph } from '../graph/index.ts';
import type { Home } from '../home.ts';
import { readBatches, sourceRelation } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { hopsFrom } from '../kernel/hops.ts';
import { createRng } from '../kernel/rng.ts';
import { sql } from '../lake/index.ts';
import { innocentExplanations, type LeadDraft, type LeadEvidence, type PathStep } from '../leads/index.ts';
import { modelOfRun } from '../lifecycle/index.ts';
import { sealedFolder } from '../line/index.ts';
import { type Prepared, prepareLine } from '../pipeline.ts';
import type { StoredRow } from '../rank/index.ts';
import { type Role, roles } from '../types.ts';
import type { Identity } from '../vault/index.ts';
import { type RankingReader, rankingFolder, runOf } from '../views/index.ts';
import { type Chosen, chooseLeads, type DraftOptions } from './choose-leads.ts';
import { type ContactFact, contactsOf, otherOf, recordsOf, wayToCase } from './lead-paths.ts';
import { type Explained, reasonsOf, whatWouldChange } from './lead-reasons.ts';

export interface Drafts {
  readonly drafts: readonly LeadDraft[];
  /** Who the persons of the drafts are, for the vault. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Pseudonyms of everybody named by a case: none of them may be a lead. */
  readonly established: readonly string[];
}

const contactsShown = 10;
const recordsShown = 50;

/** Drafts of the newest ranking, with the way to a case and the exact reasons of each. Call while holding the home's lock. */
export async function leadDrafts(home: Home, rankings: RankingReader, options: DraftOptions): Promise<Drafts> {
  const run = runOf(home, undefined);
  const prepared = await prepareLine(home, run.asOf);
  const { content } = rankingFolder(home, run.runId);
  if (basename(prepared.folders.features) !== content.features) throw stale();
  const { model } = modelOfRun(home, run);
  const rng = createRng(options.seed);
  const chosen: Chosen[] = [];
  for (const role of roles) chosen.push(...chooseLeads(await rankings.rows(run, role), role, options, rng));
  const ground = await groundOf(home, prepared, chosen);
  const drafts = chosen.map(({ row, role, sample }): LeadDraft => {
    const explained = reasonsOf(model, role, prepared.features, row.index);
    if (Math.abs(explained.score - row.score) > 1e-6) throw stale();
    return {
      person: row.person,
      role,
      area: row.area_id,
      score: row.score,
      low: row.low,
      high: row.high,
      model: run.model,
      run: run.runId,
      asOf: run.asOf,
      hops: row.hops,
      known: (ground.contacts.get(row.index) ?? []).flatMap(recordsOf),
      sample,
      evidence: evidenceOf(ground, row, explained),
    };
  });
  const indexes = new Map(chosen.map(({ row }) => [row.index, row.person]));
  return {
    drafts,
    identities: await identitiesOf(home, content.resolve, indexes),
    established: [...prepared.established.all].map((person) => ground.name(person)),
  };
}

interface Ground {
  readonly name: (person: number) => string;
  readonly hops: Int32Array;
  readonly ways: ReadonlyMap<number, readonly number[]>;
  readonly contacts: ReadonlyMap<number, readonly ContactFact[]>;
  readonly cases: ReadonlyMap<
    number,
    { readonly role: Role; readonly case_no: string; readonly established_at: number }
  >;
}

async function groundOf(home: Home, prepared: Prepared, chosen: readonly Chosen[]): Promise<Ground> {
  const { folders, established } = prepared;
  const graph = await readGraph(home.lake, prepared.persons, join(folders.contacts, 'edge.parquet'));
  const seeds = roles.flatMap((role) => [...established.byRole[role]]);
  const hops = hopsFrom(graph, seeds, config.hopLimit);
  const ways = new Map(chosen.map(({ row }) => [row.index, wayToCase(graph, hops, row.index)]));
  const contacts = await contactsOf(home.lake, folders.contacts, [...ways.values()].flat());
  const rows = await home.lake.rows<{ person: number; role: Role; case_no: string; established_at: number }>(
    `select person, role, case_no, established_at from ${sql.parquet([join(folders.resolved, 'established.parquet')])}
     where role in ('user', 'retailer', 'supplier') order by established_at desc, case_no desc, role`,
  );
  const people = await home.lake.columns(
    `select pseudonym from ${sql.parquet([join(folders.resolved, 'person.parquet')])} order by person`,
  );
  const names = people.columns.pseudonym?.values as readonly string[];
  const name = (person: number): string => names[person] ?? 'nobody';
  return { name, hops, ways, contacts, cases: new Map(rows.map((row) => [row.person, row])) };
}

function evidenceOf(ground: Ground, row: StoredRow, explained: Explained): LeadEvidence {
  const { name, hops, ways, contacts, cases } = ground;
  const step = (from: number, fact: ContactFact): PathStep => ({
    from: name(from),
    to: name(otherOf(fact, from)),
    channel: fact.channel,
    count: fact.meetings,
    expected: fact.expected,
    first: fact.first_at,
    last: fact.last_at,
    records: recordsOf(fact).slice(0, recordsShown),
  });
  const tested = (person: number): readonly ContactFact[] =>
    (contacts.get(person) ?? []).filter((fact) => fact.tested === 1).sort((x, y) => y.weight_micro - x.weight_micro);
  const way = ways.get(row.index) ?? [];
  const path = way.slice(1).flatMap((to, i): PathStep[] => {
    const from = way[i] as number;
    const fact = tested(from).find((one) => otherOf(one, from) === to);
    return fact === undefined ? [] : [step(from, fact)];
  });
  const nearer = tested(row.index).filter((fact) => {
    const there = hops[otherOf(fact, row.index)] as number;
    return there >= 0 && there < row.hops;
  });
  const end = cases.get(way.at(-1) ?? -1);
  const shown = { path, contacts: nearer.slice(0, contactsShown).map((fact) => step(row.index, fact)) };
  const { reasonsFor, reasonsAgainst } = explained;
  return {
    ...shown,
    caseId: end?.case_no ?? '',
    established: end?.role ?? 'user',
    establishedAt: end?.established_at ?? 0,
    channels: channelsOf(nearer),
    reasonsFor,
    reasonsAgainst,
    innocent: innocentExplanations({ ...shown, reasonsFor }),
    wouldChange: whatWouldChange(reasonsFor, path.flatMap(({ records }) => records).length),
    whatIsNew: [],
  };
}

function channelsOf(facts: readonly ContactFact[]): LeadEvidence['channels'] {
  const counts = new Map<string, { channel: string; contacts: number; meetings: number }>();
  for (const { channel, meetings } of facts) {
    const so = counts.get(channel) ?? { channel, contacts: 0, meetings: 0 };
    counts.set(channel, { channel, contacts: so.contacts + 1, meetings: so.meetings + meetings });
  }
  return [...counts.values()].sort((x, y) => (x.channel < y.channel ? -1 : 1));
}

/** Identifiers and registered names behind the pseudonyms, out of the sealed zone. */
export async function identitiesOf(
  home: Home,
  resolved: string,
  people: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<string, Identity>> {
  if (people.size === 0) return new Map();
  const file = sql.parquet([join(sealedFolder(home, resolved.replace(/^resolve-/, '')), 'person_key.parquet')]);
  const register = sourceRelation(home.sealedDir, readBatches(home.sealedDir))('person');
  const named =
    register === undefined
      ? 'select cast(null as VARCHAR) as id_no, cast(null as VARCHAR) as name where false'
      : `select id_no, name from ${register} as loaded`;
  const rows = await home.lake.rows<{ person: number; identifier: string; name: string | null }>(
    `select k.person, k.identifier, min(r.name) as name from ${file} k left join (${named}) r on 'i:' || r.id_no = k.identifier
     where k.person in (${[...people.keys()].join(', ')}) group by k.person, k.identifier order by k.person, k.identifier`,
  );
  const found = new Map<string, Identity>();
  for (const { person, identifier, name } of rows) {
    const pseudonym = people.get(person) as string;
    const so = found.get(pseudonym) ?? { identifiers: [], names: [] };
    found.set(pseudonym, {
      identifiers: [...so.identifiers, identifier],
      names: name === null || so.names.includes(name) ? so.names : [...so.names, name],
    });
  }
  return found;
}

function stale(): ExcavatorError {
  return new ExcavatorError({
    code: 'ranking_stale',
    kind: 'conflict',
    what: 'The newest ranking is not of the records, the code and the model that are there now.',
    advice: 'Run `excavator run` again, then propose.',
  });
}
