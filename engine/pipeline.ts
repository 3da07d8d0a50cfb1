import { basename, join } from 'node:path';
import { config } from './config/index.ts';
import { type FeatureTable, nearNames } from './features/index.ts';
import { readContacts, readGraph } from './graph/index.ts';
import type { Home } from './home.ts';
import { sourceRelation } from './ingest/index.ts';
import type { Csr } from './kernel/csr.ts';
import {
  champion,
  contactsStep,
  createStepLog,
  featuresStep,
  keyOf,
  type Line,
  lineInputs,
  nothingBefore,
  noticesOf,
  rankingStep,
  resolveStep,
} from './line/index.ts';
import { adaptModel, type Model } from './model/index.ts';
import { type Candidates, candidates } from './rank/index.ts';
import { type Established, eventTables, readEstablished } from './resolve/index.ts';
import { type RunInputs, type RunReport, roles } from './types.ts';

/** The line up to the model: who is in reach of an established case, and every feature known of them. */
export interface Prepared {
  readonly line: Line;
  readonly inputs: RunInputs;
  readonly folders: { readonly resolved: string; readonly contacts: string; readonly features: string };
  readonly persons: number;
  readonly contacts: number;
  readonly graph: Csr;
  readonly features: FeatureTable;
  readonly established: Established;
  readonly inReach: Candidates;
  readonly notices: readonly string[];
}

/** Records to features: the only place where the stages meet. Call while holding the home's lock. */
export async function prepareLine(home: Home, asOfWanted: number | undefined): Promise<Prepared> {
  const { batches, relation, newest, asOf, utcOffsetSeconds, resolveKey, inputs } = await lineInputs(home, asOfWanted);
  const log = createStepLog(home.config.onProgress);
  const line: Line = { home, log, asOf, utcOffsetSeconds };
  const resolved = await resolveStep(line, resolveKey, (dialect) => sourceRelation(home.sealedDir, batches, dialect));
  if (eventsOf(resolved.content.rows) === 0) throw nothingBefore(asOf);
  const contacts = await contactsStep(line, resolved);
  const established = await readEstablished(home.lake, join(resolved.dir, 'established.parquet'));
  const graph = await log.memory(
    'graph',
    () => readGraph(home.lake, resolved.content.persons, join(contacts.dir, 'edge.parquet')),
    ({ size }) => size,
  );
  const flat = await readContacts(home.lake, join(contacts.dir, 'contact.parquet'));
  const seeds = roles.flatMap((role) => [...established.byRole[role]]);
  const inReach = candidates(graph, flat, seeds, established.all, config.hopLimit);
  const features = await featuresStep(line, resolved, contacts, graph, flat, established, inReach);
  return {
    line,
    inputs,
    folders: { resolved: resolved.dir, contacts: contacts.dir, features: features.dir },
    persons: resolved.content.persons,
    contacts: contacts.content.contacts,
    graph,
    features: features.table,
    established,
    inReach,
    notices: [
      ...noticesOf(batches, (table) => relation(table) !== undefined, established, contacts.content, {
        asOf,
        newest,
      }),
      ...resolved.content.notices,
    ],
  };
}

/** What a run scores with. */
interface Scorer {
  /** As it stands on every output: `+local` where the shipped model was adapted to the home. */
  readonly label: string;
  readonly sha256: string;
  readonly adapted: { readonly model: Model; readonly notices: readonly string[] };
  /** The adapted model, which is kept nowhere else. */
  readonly kept: Model | undefined;
}

/**
 * The champion; the same for the same records. What two people promoted is used as they saw it; the model that ships
 * adapts to the established cases of the home by itself.
 */
async function adaptedModel(home: Home, { line, established, inReach, features }: Prepared): Promise<Scorer> {
  const { place, promoted, model } = champion(home);
  const { label, sha256 } = place;
  if (promoted) return { label, sha256, adapted: { model, notices: [] }, kept: undefined };
  const { byRole, cleared } = established;
  const known = { features, candidates: inReach.person, established: byRole, cleared };
  const adapted = await line.log.memory('adapt', () =>
    adaptModel(model, known, { seed: config.seed, ignore: nearNames, threads: home.threads }),
  );
  if (!roles.some((role) => adapted.helped[role])) return { label, sha256, adapted, kept: undefined };
  return { label: `${label}+local`, sha256, adapted, kept: adapted.model };
}

/** One run of the whole line; it becomes the newest ranking. Call while holding the home's lock. */
export async function runLine(home: Home, asOfWanted: number | undefined): Promise<RunReport> {
  const { report } = await computeRun(home, asOfWanted);
  home.runs.record({ runId: report.runId, asOf: report.asOf, model: report.model, report }, home.clock());
  return report;
}

/** What a run computes, before anybody is told of it. */
export interface ComputedRun {
  readonly report: RunReport;
  readonly folders: Prepared['folders'];
  /** The folder of the ranking. */
  readonly ranking: string;
}

export async function computeRun(home: Home, asOfWanted: number | undefined): Promise<ComputedRun> {
  const prepared = await prepareLine(home, asOfWanted);
  const { line, established, inReach, features, folders } = prepared;
  const { byRole } = established;
  const { label, sha256, kept, adapted } = await adaptedModel(home, prepared);
  const rankingKey = keyOf(basename(folders.features), label, sha256, String(config.hopLimit));
  const ranking = await rankingStep(line, rankingKey, folders, inReach, adapted.model, features, kept);
  const report: RunReport = {
    runId: rankingKey,
    asOf: line.asOf,
    model: label,
    inputs: prepared.inputs,
    steps: line.log.steps,
    persons: prepared.persons,
    contacts: prepared.contacts,
    scored: ranking.content.scored,
    established: {
      user: byRole.user.length,
      retailer: byRole.retailer.length,
      supplier: byRole.supplier.length,
    },
    notices: [...prepared.notices, ...nobodyInReach(prepared), ...adapted.notices],
  };
  return { report, folders, ranking: ranking.dir };
}

function eventsOf(rows: Readonly<Record<string, number>>): number {
  return eventTables.reduce((sum, name) => sum + (rows[name] ?? 0), 0);
}

/** Contacts there may be, and yet nobody to score: the reader should not have to guess why. */
function nobodyInReach({ established, inReach, contacts }: Prepared): readonly string[] {
  if (inReach.person.length > 0 || established.all.size === 0) return [];
  return [
    `Nobody is scored: of ${contacts} contacts none that is more than chance leads from an established case to anybody.`,
  ];
}
