import { classFlow } from '../kernel/class-flow.ts';
import type { Csr } from '../kernel/csr.ts';
import type { Columns } from './feature-groups.ts';

/** Walks of more classes than this would take more memory than the graph. */
const mostFlowClasses = 12;
/** Labelled neighbours must reach the other nodes at least this much as often as they reach the labelled ones. */
const leastReach = 0.7;

/**
 * What a node hears of the known classes around it, its own left out. With two classes the share of one says all.
 * @param hidden rows whose class must not be told to anybody: those held out
 */
export function labelColumns(graph: Csr, known: Int32Array, classes: number, hidden: Int32Array): Columns {
  const told = known.slice();
  for (const r of hidden) told[r] = -1;
  const flow = classFlow(graph, told, classes, classes > mostFlowClasses ? { steps: 0 } : {});
  const first = classes === 2 ? 1 : 0;
  const far = classes > mostFlowClasses ? [] : [...flow.far.slice(first), flow.farMass];
  return [...flow.near.slice(first), flow.nearMass, ...far];
}

/**
 * False where labels cannot be used as features: where the nodes to be predicted have far fewer labelled
 * neighbours than the labelled nodes have (a split by time or by component), cross-validation among the labelled ones
 * would promise what cannot be kept.
 */
export function labelsReach({ order, offsets, targets }: Csr, known: Int32Array): boolean {
  const touched = [0, 0];
  const nodes = [0, 0];
  for (let i = 0; i < order; i++) {
    const kind = (known[i] as number) >= 0 ? 1 : 0;
    nodes[kind] = (nodes[kind] as number) + 1;
    for (let s = offsets[i] as number; s < (offsets[i + 1] as number); s++) {
      if ((known[targets[s] as number] as number) < 0) continue;
      touched[kind] = (touched[kind] as number) + 1;
      break;
    }
  }
  const [others = 0, labelled = 0] = touched.map((count, kind) => count / Math.max(nodes[kind] as number, 1));
  return labelled > 0 && (nodes[0] === 0 || others >= leastReach * labelled);
}
