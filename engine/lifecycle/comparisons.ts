import { join } from 'node:path';
import { config } from '../config/index.ts';
import type { RankingTruth } from '../evaluate/index.ts';
import { baseFeatures, computeFeatures, type FeatureTable, readFeatures } from '../features/index.ts';
import { communities, FrozenGraph, readContacts, readGraph } from '../graph/index.ts';
import type { Home } from '../home.ts';
import { readBatches } from '../ingest/index.ts';
import { buildCsr, type Csr } from '../kernel/csr.ts';
import { swapEnds } from '../kernel/edge-swap.ts';
import { createRng } from '../kernel/rng.ts';
import { sql } from '../lake/index.ts';
import type { RankingContent } from '../line/index.ts';
import { looks, recordedDays, utcOffset } from '../line/index.ts';
import { firstColumns, graphBaselines, homeBaselines, type Model, scoreRole } from '../model/index.ts';
import { type Established, readEstablished, resolvedTables } from '../resolve/index.ts';
import { type Role, roles } from '../types.ts';

export interface Comparison {
  readonly content: RankingContent;
  readonly asOf: number;
  /** Person of each row of the truth, -1 for nobody. */
  readonly people: Int32Array;
  readonly truth: RankingTruth;
  readonly model: Model;
  /** Rewire the contacts and score again (as long as the features step takes). */
  readonly rewire: boolean;
}

/** What the ranking is measured beside: baselines on the same people, and the model on contacts rewired at random. */
export async function comparisons(
  home: Home,
  wanted: Comparison,
): Promise<Pick<RankingTruth, 'baselines'> & Pick<Partial<RankingTruth>, 'shuffled'>> {
  const { content, people, truth } = wanted;
  const at = (folder: string, file: string): string => join(home.lakeDir, folder, file);
  const features = readFeatures(at(content.features, 'features.bin'));
  const graph = await readGraph(home.lake, features.rows, at(content.contacts, 'edge.parquet'));
  const established = await readEstablished(home.lake, at(content.resolve, 'established.parquet'));
  const rows = Int32Array.from(truth.role.keys()).filter((r) => truth.scored[r] === 1 && truth.known[r] === 0);
  const persons = Int32Array.from(rows, (r) => people[r] as number);
  const spread = (values: ArrayLike<number>): Float64Array => {
    const all = new Float64Array(truth.role.length);
    for (const [i, r] of rows.entries()) all[r] = values[i] as number;
    return all;
  };
  const simple = graphBaselines(graph, established.byRole, persons);
  const rng = createRng(config.seed);
  // Baselines stand alone: what the first look made of contacts is the model's own work.
  const alone = firstColumns(features, baseFeatures.length);
  const baselines = byRole((role) => {
    const scores = homeBaselines(role, alone, simple[role], persons, established.byRole[role], rng);
    return new Map([...scores].map(([name, values]) => [name, spread(values)]));
  });
  if (!wanted.rewire) return { baselines };
  const rewired = await rewiredFeatures(home, wanted, graph, established, persons);
  return { baselines, shuffled: byRole((role) => spread(scoreRole(wanted.model, role, rewired, persons).score)) };
}

/** Features over a graph and contacts whose ends were traded at random: everybody keeps their number of contacts. */
async function rewiredFeatures(
  home: Home,
  { content, asOf }: Comparison,
  graph: Csr,
  established: Established,
  persons: Int32Array,
): Promise<FeatureTable> {
  const { byRole: seeds } = established;
  const rng = createRng(config.seed + 1);
  for (const table of resolvedTables) {
    const file = sql.parquet([join(home.lakeDir, content.resolve, `${table}.parquet`)]);
    await home.lake.run(`create or replace view ${table} as select * from ${file}`);
  }
  const contacts = await readContacts(home.lake, join(home.lakeDir, content.contacts, 'contact.parquet'));
  const { a, b, weights } = edgesOf(graph);
  const rewired = buildCsr(graph.order, a, swapEnds(a, b, rng), weights);
  return computeFeatures({
    lake: home.lake,
    graph: rewired,
    contacts: { ...contacts, b: swapEnds(contacts.a, contacts.b, rng, contacts.channel) },
    community: communities(new FrozenGraph(rewired), 1).of,
    seeds: { user: [...seeds.user], retailer: [...seeds.retailer], supplier: [...seeds.supplier] },
    days: await recordedDays(home.lake),
    utcOffsetSeconds: utcOffset(readBatches(home.sealedDir), asOf),
    looks: looks(persons, established),
  });
}

function edgesOf({ order, offsets, targets, weights }: Csr): { a: Int32Array; b: Int32Array; weights: Float64Array } {
  const a = new Int32Array(targets.length / 2);
  const b = new Int32Array(targets.length / 2);
  const w = new Float64Array(targets.length / 2);
  let edge = 0;
  for (let i = 0; i < order; i++) {
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++) {
      if ((targets[s] as number) < i) continue;
      a[edge] = i;
      b[edge] = targets[s] as number;
      w[edge++] = weights[s] as number;
    }
  }
  return { a, b, weights: w };
}

function byRole<T>(of: (role: Role) => T): Readonly<Record<Role, T>> {
  return Object.fromEntries(roles.map((role) => [role, of(role)])) as Record<Role, T>;
}
