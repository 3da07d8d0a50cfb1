import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCsr, type Csr } from '../../engine/kernel/csr.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import type { LearnProblem } from '../../engine/learn/index.ts';

/** Attributed graphs with a planted rule for the classes. */
export const kinds = ['homophilous', 'heterophilous', 'features only', 'structure only', 'three classes'] as const;
export type Kind = (typeof kinds)[number];

export interface PlantedGraph {
  readonly truth: Int32Array;
  readonly columns: readonly Float32Array[];
  readonly graph: Csr;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Nodes whose class may be learned from. */
  readonly labelled: Int32Array;
  readonly classes: readonly string[];
}

const featureCount = 6;

export function plantedGraph(kind: Kind, nodes: number, labelled: number, seed: number): PlantedGraph {
  const rng = createRng(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
  const count = kind === 'three classes' ? 3 : 2;
  const truth = Int32Array.from({ length: nodes }, () => (count === 3 ? rng.int(3) : rng.uniform() < 0.25 ? 1 : 0));
  // How far a class moves the first three features, in deviations.
  const shift = kind === 'features only' ? 1 : kind === 'structure only' ? 0 : 0.5;
  const columns = Array.from({ length: featureCount }, (_, f) =>
    Float32Array.from({ length: nodes }, (_, i) => normal() + (f % count === truth[i] && f < 3 ? shift : 0)),
  );
  // Share of edges that are made inside a class, beyond chance.
  const inside = kind === 'homophilous' || kind === 'three classes' ? 0.8 : 0;
  const across = kind === 'heterophilous' ? 0.8 : 0;
  const sources: number[] = [];
  const targets: number[] = [];
  for (let i = 0; i < nodes; i++) {
    const degree = kind === 'structure only' && truth[i] === 1 ? 5 : 3;
    for (let e = 0; e < degree; e++) {
      const wantsSame = rng.uniform() < inside;
      const wantsOther = rng.uniform() < across;
      let other = rng.int(nodes);
      for (let turn = 0; turn < 60; turn++) {
        const same = truth[other] === truth[i];
        if (other !== i && (!wantsSame || same) && (!wantsOther || !same)) break;
        other = rng.int(nodes);
      }
      sources.push(i);
      targets.push(other);
    }
  }
  const ends = { sources: Int32Array.from(sources), targets: Int32Array.from(targets) };
  return {
    truth,
    columns,
    graph: buildCsr(nodes, ends.sources, ends.targets),
    ...ends,
    labelled: Int32Array.from({ length: labelled }, (_, i) => Math.floor((i * nodes) / labelled)),
    classes: ['a', 'b', 'c'].slice(0, count),
  };
}

export function problemOf(planted: PlantedGraph, withGraph = true): LearnProblem {
  const { truth, columns, labelled, classes } = planted;
  const known = new Int32Array(truth.length).fill(-1);
  for (const r of labelled) known[r] = truth[r];
  const graph = withGraph ? planted.graph : buildCsr(truth.length, new Int32Array(), new Int32Array());
  return { graph, names: columns.map((_, f) => `f${f}`), columns, classes, known };
}

/** nodes.csv and edges.csv in a folder; every third labelled node is valid. */
export function writeFiles(
  dir: string,
  planted: PlantedGraph,
  testLabel: (truth: string, node: number) => string = (truth) => truth,
): { readonly nodes: string; readonly edges: string } {
  const { truth, columns, labelled, classes, sources, targets } = planted;
  const place = new Map(Array.from(labelled, (r, i) => [r, i] as const));
  const lines = Array.from(truth, (c, i) => {
    const at = place.get(i);
    const split = at === undefined ? 'test' : at % 3 === 2 ? 'valid' : 'train';
    const label = split === 'test' ? testLabel(classes[c], i) : classes[c];
    return [`n${i}`, ...columns.map((column) => String(column[i])), label, split].join(',');
  });
  const nodes = join(dir, 'nodes.csv');
  const edges = join(dir, 'edges.csv');
  writeFileSync(nodes, [`id,${columns.map((_, f) => `f${f}`).join(',')},label,split`, ...lines, ''].join('\n'));
  const pairs = Array.from(sources, (source, e) => `n${source},n${targets[e]}`);
  writeFileSync(edges, ['source,target', ...pairs, ''].join('\n'));
  return { nodes, edges };
}
