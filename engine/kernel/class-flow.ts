import type { Csr } from './csr.ts';

export interface ClassFlowOptions {
  /** Steps walked; default 6. */
  readonly steps?: number;
  /** Share of the walk that goes on at each step; default 0.8. */
  readonly damping?: number;
  /** Parts the labelled nodes are dealt into; a node is never told of its own part. Default 4. */
  readonly parts?: number;
}

/** What a node hears of the classes of labelled nodes around it, itself left out. One Float32Array a class. */
export interface ClassFlow {
  /** Smoothed share of the class among labelled neighbours; the class's share of all labels where there is none. */
  readonly near: readonly Float32Array[];
  /** Weight of labelled neighbours. */
  readonly nearMass: Float32Array;
  /** The same share over damped random walks (Zhou et al. 2003) that start at labelled nodes. */
  readonly far: readonly Float32Array[];
  /** log2 of the walks that arrive, times the number of nodes over the number of labels; NaN where none does. */
  readonly farMass: Float32Array;
}

/**
 * Spreads known classes over the graph without telling a node its own. Near: a node is no neighbour of its own, so
 * the share is leave-one-out as it stands. Far: walks come back, so the labelled nodes are dealt into parts, the
 * flow from each part is found and a node adds up those of the other parts (as seedFlow does).
 * @param known class of each node, -1 where it is not known
 */
export function classFlow(graph: Csr, known: Int32Array, classes: number, options: ClassFlowOptions = {}): ClassFlow {
  const base = new Float64Array(classes);
  let labelled = 0;
  for (let i = 0; i < graph.order; i++) {
    if (known[i] < 0) continue;
    base[known[i]]++;
    labelled++;
  }
  for (let c = 0; c < classes; c++) base[c] /= Math.max(labelled, 1);
  return { ...nearShares(graph, known, base), ...farShares(graph, known, base, labelled, options) };
}

const nearPrior = 1;

function nearShares(
  { order, offsets, targets, weights }: Csr,
  known: Int32Array,
  base: Float64Array,
): Pick<ClassFlow, 'near' | 'nearMass'> {
  const near = Array.from(base, () => new Float32Array(order));
  const nearMass = new Float32Array(order);
  const sum = new Float64Array(base.length);
  for (let i = 0; i < order; i++) {
    sum.fill(0);
    let mass = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const label = known[targets[s]];
      if (label < 0) continue;
      sum[label] += weights[s];
      mass += weights[s];
    }
    nearMass[i] = mass;
    for (let c = 0; c < base.length; c++) near[c][i] = (sum[c] + nearPrior * base[c]) / (mass + nearPrior);
  }
  return { near, nearMass };
}

function farShares(
  graph: Csr,
  known: Int32Array,
  base: Float64Array,
  labelled: number,
  options: ClassFlowOptions,
): Pick<ClassFlow, 'far' | 'farMass'> {
  const { order } = graph;
  const classes = base.length;
  const parts = options.parts ?? 4;
  const partOf = dealParts(known, parts);
  const sizes = new Float64Array(parts);
  for (let i = 0; i < order; i++) if (partOf[i] >= 0) sizes[partOf[i]]++;
  const flow = walks(graph, known, partOf, parts, classes, options);
  const far = Array.from(base, () => new Float32Array(order));
  const farMass = new Float32Array(order).fill(NaN);
  const width = parts * classes;
  const sum = new Float64Array(classes);
  for (let i = 0; i < order; i++) {
    sum.fill(0);
    let mass = 0;
    let counted = 0;
    for (let part = 0; part < parts; part++) {
      if (part === partOf[i]) continue;
      counted += sizes[part];
      for (let c = 0; c < classes; c++) {
        sum[c] += flow[i * width + part * classes + c];
        mass += flow[i * width + part * classes + c];
      }
    }
    // One labelled node's even share of the walks is what the base rate weighs.
    const prior = labelled === 0 ? 1 : 1 / order;
    for (let c = 0; c < classes; c++) far[c][i] = (sum[c] + prior * base[c]) / (mass + prior);
    if (mass > 0) farMass[i] = Math.log2((mass * order) / counted);
  }
  return { far, farMass };
}

/** Labelled nodes by turns within their class, so that every part has every class. */
function dealParts(known: Int32Array, parts: number): Int32Array {
  const turn = new Map<number, number>();
  const partOf = new Int32Array(known.length).fill(-1);
  for (let i = 0; i < known.length; i++) {
    if (known[i] < 0) continue;
    const next = turn.get(known[i]) ?? 0;
    partOf[i] = next % parts;
    turn.set(known[i], next + 1);
  }
  return partOf;
}

/** Walks from every labelled node, one unit each, all parts and classes in one pass over the edges a step. */
function walks(
  graph: Csr,
  known: Int32Array,
  partOf: Int32Array,
  parts: number,
  classes: number,
  { steps = 6, damping = 0.8 }: ClassFlowOptions,
): Float32Array {
  const { order, offsets, targets, weights } = graph;
  const width = parts * classes;
  const perStrength = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    let strength = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) strength += weights[s];
    perStrength[i] = strength > 0 ? damping / strength : 0;
  }
  let here = new Float32Array(order * width);
  for (let i = 0; i < order; i++) if (partOf[i] >= 0) here[i * width + partOf[i] * classes + known[i]] = 1;
  let next = new Float32Array(order * width);
  const total = new Float32Array(order * width);
  const sum = new Float64Array(width);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < order; i++) {
      sum.fill(0);
      for (let s = offsets[i]; s < offsets[i + 1]; s++) {
        const base = targets[s] * width;
        const share = weights[s] * perStrength[targets[s]];
        for (let k = 0; k < width; k++) sum[k] += here[base + k] * share;
      }
      for (let k = 0; k < width; k++) {
        next[i * width + k] = sum[k];
        total[i * width + k] += sum[k];
      }
    }
    [here, next] = [next, here];
  }
  return total;
}
