import { createRng } from '../../engine/kernel/rng.ts';

export interface EdgeLists {
  readonly order: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
}

/**
 * A contact-like graph: circles of 10 to 400 people, sociable people in more edges than others
 * (popularity falls as rank^-0.5 within a circle), 70 % of edges inside a circle and the rest anywhere.
 * The list holds some loops and repeats; all numbers come from the seed.
 */
export function contactLikeEdges(edges: number, seed: number): EdgeLists {
  const rng = createRng(seed);
  const order = Math.floor(edges / 10);
  const starts: number[] = [0];
  while ((starts.at(-1) as number) < order)
    starts.push(Math.min(order, (starts.at(-1) as number) + 10 + Math.floor(390 * rng.uniform() ** 3)));
  const circleOf = new Int32Array(order);
  for (let c = 0; c + 1 < starts.length; c++) circleOf.fill(c, starts[c], starts[c + 1]);
  const names = shuffledNames(order, rng);
  const sources = new Int32Array(edges);
  const targets = new Int32Array(edges);
  for (let e = 0; e < edges; e++) {
    const inside = rng.uniform() < 0.7;
    const circle = circleOf[rng.int(order)];
    const other = inside ? circle : circleOf[rng.int(order)];
    sources[e] = names[popular(starts, circle, rng.uniform())];
    targets[e] = names[popular(starts, other, rng.uniform())];
  }
  return { order, sources, targets };
}

function popular(starts: readonly number[], circle: number, chance: number): number {
  const start = starts[circle];
  return start + Math.floor((starts[circle + 1] - start) * chance * chance);
}

function shuffledNames(order: number, rng: { int(bound: number): number }): Int32Array {
  const names = new Int32Array(order);
  for (let i = 0; i < order; i++) {
    const j = rng.int(i + 1);
    names[i] = names[j];
    names[j] = i;
  }
  return names;
}
