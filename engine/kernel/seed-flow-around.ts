import type { Csr } from './csr.ts';
import type { SeedFlow } from './seed-flow.ts';

export interface FlowAround {
  /** Largest log2 flow at a neighbour. */
  readonly max: Float32Array;
  /** Mean over neighbours of the mean over their neighbours, both weighted by contact. */
  readonly second: Float32Array;
}

/** Flow from seeds around each node; around a seed the flow of its own fold is left out everywhere, as in `seedFlow`. */
export function flowAround(graph: Csr, flow: SeedFlow): FlowAround {
  const { order, offsets, targets } = graph;
  const max = new Float32Array(order).fill(NaN);
  const second = new Float32Array(order).fill(NaN);
  const whole = new Float64Array(order);
  for (let i = 0; i < order; i++) whole[i] = meanFlow(graph, flow, i, -1);
  for (let i = 0; i < order; i++) {
    const without = flow.foldOf[i];
    let most = -Infinity;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const value = flow.at(targets[s], without);
      if (value > most) most = value;
    }
    if (most > -Infinity) max[i] = most;
    second[i] = meanOf(graph, i, (j) => (without === -1 ? whole[j] : meanFlow(graph, flow, j, without)));
  }
  return { max, second };
}

const meanFlow = (graph: Csr, flow: SeedFlow, i: number, without: number): number =>
  meanOf(graph, i, (j) => flow.at(j, without));

function meanOf({ offsets, targets, weights }: Csr, i: number, flowOf: (node: number) => number): number {
  let sum = 0;
  let mass = 0;
  for (let s = offsets[i]; s < offsets[i + 1]; s++) {
    const value = flowOf(targets[s]);
    if (Number.isNaN(value)) continue;
    sum += value * weights[s];
    mass += weights[s];
  }
  return mass > 0 ? sum / mass : NaN;
}
