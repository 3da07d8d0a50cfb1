import { basename, join } from 'node:path';
import { channels, config } from '../config/index.ts';
import { type Contacts, findContacts } from '../contacts/index.ts';
import { computeFeatures, type FeatureTable, featureRegistry, readFeatures, writeFeatures } from '../features/index.ts';
import { communities, type FlatContacts, FrozenGraph } from '../graph/index.ts';
import type { Home } from '../home.ts';
import type { sourceRelation } from '../ingest/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { type Dialect, freshFolder, hashOf, type Lake } from '../lake/index.ts';
import { type Model, saveScorer, scoreRole } from '../model/index.ts';
import { type Candidates, writeRanking } from '../rank/index.ts';
import {
  type Established,
  openSources,
  type Resolved,
  readDecisions,
  resolve,
  resolvedTables,
} from '../resolve/index.ts';
import { roles } from '../types.ts';
import { lookPlaces, looks } from './looks.ts';
import type { StepLog, Stored } from './step-log.ts';
import { recordedDays } from './window.ts';

/** What every step of one run shares. */
export interface Line {
  readonly home: Home;
  readonly log: StepLog;
  /** Epoch seconds; nothing later is looked at. */
  readonly asOf: number;
  readonly utcOffsetSeconds: number;
}

/** What a ranking folder says of itself: the folders it was made from. */
export interface RankingContent {
  readonly scored: number;
  readonly resolve: string;
  readonly contacts: string;
  readonly features: string;
}

/** A key names everything a result depends on, so that a stored result is either right or not found. */
export function keyOf(...parts: readonly string[]): string {
  return hashOf(String(config.lineVersion), ...parts);
}

/** Names the contacts by what they are found in: a batch that changes no event leaves them as they are. */
export function contactsKey({ events }: Pick<Resolved, 'events'>, utcOffsetSeconds: number): string {
  return keyOf(events, JSON.stringify([config.contacts, config.channels, utcOffsetSeconds]));
}

/** Names the features of a resolve folder and its contacts. */
export function featuresKey(resolveFolder: string, contactsFolder: string): string {
  const names = featureRegistry.map(({ name }) => name).join();
  const lookHashes = lookPlaces().map(({ sha256 }) => sha256);
  return keyOf(resolveFolder, contactsFolder, names, ...lookHashes, String(config.hopLimit));
}

/** Records -> persons and their events. The sealed half is complete before the open half becomes visible. */
export async function resolveStep(
  line: Line,
  key: string,
  relation: (dialect: Dialect) => ReturnType<typeof sourceRelation>,
): Promise<Stored<Resolved>> {
  const { home, log, asOf } = line;
  const stored = await log.folder<Resolved>({
    step: 'resolve',
    parent: home.lakeDir,
    key,
    fill: async (dir) => {
      const lake = await home.lineLake();
      await openSources(lake, relation(lake.dialect), asOf);
      return resolve(lake, home.key, freshFolder(sealedFolder(home, key)), dir, readDecisions(home.sealedDir));
    },
    rows: ({ rows }) => Object.values(rows).reduce((sum, n) => sum + n, 0),
  });
  await nameEvents(home.lake, stored);
  return stored;
}

/** The tables of a resolve step under their names. */
async function nameEvents({ run, dialect }: Lake, { dir }: Stored<Resolved>): Promise<void> {
  const named = [...resolvedTables.map((table) => [table, table] as const), ['identity_finding', 'finding'] as const];
  for (const [name, table] of named)
    await run(dialect.view(name, `select * from ${dialect.parquet([join(dir, `${table}.parquet`)])}`));
}

/** Where the mapping from identifier to person of a resolve step is kept. */
export function sealedFolder(home: Home, resolveKey: string): string {
  return join(home.sealedDir, `resolve-${resolveKey}`);
}

export async function contactsStep(line: Line, resolved: Stored<Resolved>): Promise<Stored<Contacts>> {
  const { home, log, utcOffsetSeconds } = line;
  return log.folder({
    step: 'contacts',
    parent: home.lakeDir,
    key: contactsKey(resolved.content, utcOffsetSeconds),
    fill: async (dir) =>
      findContacts(
        await home.lineLake(),
        (table) => join(resolved.dir, `${table}.parquet`),
        dir,
        (channel, done) =>
          home.config.onProgress?.({ step: `contacts: ${channel}`, done, total: channels.length, unit: 'channels' }),
        { utcOffsetSeconds },
      ),
    rows: ({ contacts }) => contacts,
  });
}

/** Features of everybody, read back from the folder so that a reused and a fresh result are the same bytes. */
export async function featuresStep(
  line: Line,
  resolved: Stored<Resolved>,
  contacts: Stored<Contacts>,
  graph: Csr,
  flat: FlatContacts,
  established: Established,
  inReach: Candidates,
): Promise<{ readonly dir: string; readonly table: FeatureTable }> {
  const { home, log, utcOffsetSeconds } = line;
  const stored = await log.folder({
    step: 'features',
    parent: home.lakeDir,
    key: featuresKey(basename(resolved.dir), basename(contacts.dir)),
    fill: async (dir, part) => {
      const lake = await home.lineLake();
      await nameEvents(lake, resolved);
      const days = await recordedDays(lake);
      const community = await part('communities', () => communities(new FrozenGraph(graph), 1).of);
      const seeds = seedLists(established);
      const table = await computeFeatures({
        lake,
        graph,
        contacts: flat,
        community,
        seeds,
        days,
        utcOffsetSeconds,
        looks: looks(inReach.person, established),
        part,
      });
      await part('write', () => {
        writeFeatures(join(dir, 'features.bin'), table);
        writeFeatures(join(dir, 'facts.bin'), table.facts);
      });
      return { persons: table.rows };
    },
    rows: ({ persons }) => persons,
  });
  return { dir: stored.dir, table: readFeatures(join(stored.dir, 'features.bin')) };
}

export async function rankingStep(
  line: Line,
  key: string,
  from: { readonly resolved: string; readonly contacts: string; readonly features: string },
  inReach: Candidates,
  model: Model,
  table: FeatureTable,
  /** A model that is kept nowhere else is kept beside its ranking, so that scores can be explained. */
  keep?: Model,
): Promise<Stored<RankingContent>> {
  const { home, log } = line;
  return log.folder<RankingContent>({
    step: 'ranking',
    parent: home.lakeDir,
    key,
    fill: async (dir) => {
      const scores = roles.map((role) => ({ role, ...scoreRole(model, role, table, inReach.person) }));
      await writeRanking(
        home.lake,
        join(from.resolved, 'person.parquet'),
        inReach,
        scores,
        join(dir, 'ranking.parquet'),
      );
      if (keep !== undefined) saveScorer(keep, join(dir, 'model'));
      return {
        scored: inReach.person.length,
        resolve: basename(from.resolved),
        contacts: basename(from.contacts),
        features: basename(from.features),
      };
    },
    rows: ({ scored }) => scored * roles.length,
  });
}

function seedLists({ byRole }: Established): Record<(typeof roles)[number], readonly number[]> {
  return { user: [...byRole.user], retailer: [...byRole.retailer], supplier: [...byRole.supplier] };
}
