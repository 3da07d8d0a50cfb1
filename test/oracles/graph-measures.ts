/** Slow and obvious versions of the graph measures, over a matrix of weights (0: no edge). */
export type Matrix = readonly (readonly number[])[];

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Hops between all pairs (Floyd & Warshall). */
export function hopsBetween(matrix: Matrix): number[][] {
  const n = matrix.length;
  const hops = matrix.map((row, a) => row.map((weight, b) => (a === b ? 0 : weight > 0 ? 1 : Infinity)));
  for (const k of range(n))
    for (const i of range(n)) for (const j of range(n)) hops[i][j] = Math.min(hops[i][j], hops[i][k] + hops[k][j]);
  return hops;
}

/** For each node the smallest node that it reaches and that reaches it. */
export function strongRoots(matrix: Matrix): number[] {
  const hops = hopsBetween(matrix);
  return range(matrix.length).map((i) => range(i + 1).find((j) => hops[i][j] < Infinity && hops[j][i] < Infinity) ?? i);
}

/** Deletes nodes below k, for every k. */
export function cores(matrix: Matrix): number[] {
  const n = matrix.length;
  const core = new Array<number>(n).fill(0);
  for (let k = 1; k <= n; k++) {
    let left = range(n);
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      const inside = left;
      left = inside.filter((i) => inside.filter((j) => matrix[i][j] > 0).length >= k);
    }
    for (const i of left) core[i] = k;
  }
  return core;
}

/** Solves x = d (P^T x + idle restart) + (1 - d) restart by Gaussian elimination. */
export function pageRanks(matrix: Matrix, restart: readonly number[], damping = 0.85): number[] {
  const n = matrix.length;
  const base = restart.map((value) => value / sum(restart));
  const outward = matrix.map(sum);
  const rows = range(n).map((i) => [
    ...range(n).map((j) => {
      const flow = outward[j] > 0 ? matrix[j][i] / outward[j] : base[i];
      return (i === j ? 1 : 0) - damping * flow;
    }),
    (1 - damping) * base[i],
  ]);
  for (const i of range(n)) {
    const pivot = range(n)
      .slice(i)
      .reduce((best, r) => (Math.abs(rows[r][i]) > Math.abs(rows[best][i]) ? r : best), i);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (const r of range(n)) {
      if (r === i) continue;
      const factor = rows[r][i] / rows[i][i];
      rows[r] = rows[r].map((value, c) => value - factor * rows[i][c]);
    }
  }
  return range(n).map((i) => rows[i][n] / rows[i][i]);
}

/** Share of ordered pairs whose shortest paths run through a node, by counting paths between all pairs. */
export function betweennesses(matrix: Matrix): number[] {
  const n = matrix.length;
  const hops = hopsBetween(matrix);
  const paths = (a: number, b: number): number =>
    a === b
      ? 1
      : sum(
          range(n)
            .filter((c) => matrix[c][b] > 0 && hops[a][c] + 1 === hops[a][b])
            .map((c) => paths(a, c)),
        );
  return range(n).map((v) => {
    let total = 0;
    for (const s of range(n))
      for (const t of range(n))
        if (s !== t && s !== v && t !== v && hops[s][t] < Infinity && hops[s][v] + hops[v][t] === hops[s][t])
          total += (paths(s, v) * paths(v, t)) / paths(s, t);
    return n > 2 ? total / ((n - 1) * (n - 2)) : 0;
  });
}

export function harmonics(matrix: Matrix): number[] {
  const n = matrix.length;
  const hops = hopsBetween(matrix);
  return range(n).map((v) =>
    n > 1
      ? sum(
          range(n)
            .filter((u) => u !== v)
            .map((u) => 1 / hops[u][v]),
        ) /
        (n - 1)
      : 0,
  );
}

export function triangleCounts(matrix: Matrix): number[] {
  const n = matrix.length;
  return range(n).map((a) => {
    let count = 0;
    for (const b of range(n))
      for (const c of range(b)) if (matrix[a][b] > 0 && matrix[a][c] > 0 && matrix[b][c] > 0) count++;
    return count;
  });
}

export function effectiveSize(matrix: Matrix): number[] {
  const neighbours = (i: number): number[] => range(matrix.length).filter((j) => matrix[i][j] > 0);
  return range(matrix.length).map((i) => {
    if (neighbours(i).length === 0) return NaN;
    return sum(
      neighbours(i).map(
        (j) =>
          1 -
          sum(
            neighbours(j)
              .filter((q) => q !== i)
              .map((q) => (matrix[i][q] / sum(matrix[i])) * (matrix[j][q] / Math.max(...matrix[j]))),
          ),
      ),
    );
  });
}

export function constraint(matrix: Matrix): number[] {
  const share = (i: number, j: number): number => (matrix[i][j] > 0 ? matrix[i][j] / sum(matrix[i]) : 0);
  return range(matrix.length).map((i) => {
    const neighbours = range(matrix.length).filter((j) => matrix[i][j] > 0);
    if (neighbours.length === 0) return NaN;
    return sum(neighbours.map((j) => (share(i, j) + sum(neighbours.map((q) => share(i, q) * share(q, j)))) ** 2));
  });
}

/** Hubs: equal scores through a very high power of A A^T, by squaring; authorities follow. */
export function hubsAndAuthorities(matrix: Matrix): { hubs: number[]; authorities: number[] } {
  const n = matrix.length;
  const times = (a: Matrix, b: Matrix): number[][] =>
    range(n).map((i) => range(n).map((j) => sum(range(n).map((k) => a[i][k] * b[k][j]))));
  const turned = range(n).map((i) => range(n).map((j) => matrix[j]?.[i] ?? 0));
  let power: Matrix = times(matrix, turned);
  // The power 2^20: more squarings would blow rounding up to the size of the answer.
  for (let round = 0; round < 20; round++) {
    power = times(power, power);
    const largest = Math.max(...power.flat());
    if (!(largest > 0)) return { hubs: new Array(n).fill(0), authorities: new Array(n).fill(0) };
    power = power.map((row) => row.map((value) => value / largest));
  }
  const scaled = (values: number[]): number[] => values.map((value) => value / sum(values));
  const hubs = scaled(power.map(sum));
  return { hubs, authorities: scaled(turned.map((row) => sum(row.map((weight, i) => weight * hubs[i])))) };
}

/** Pearson correlation over the list of edges. */
export function assortativityOf(matrix: Matrix): number {
  const n = matrix.length;
  const out = matrix.map((row) => row.filter((weight) => weight > 0).length);
  const back = range(n).map((i) => matrix.filter((row) => row[i] > 0).length);
  const pairs: [number, number][] = [];
  for (const a of range(n)) for (const b of range(n)) if (matrix[a][b] > 0) pairs.push([out[a], back[b]]);
  const mean = (at: 0 | 1): number => sum(pairs.map((pair) => pair[at])) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  const moment = (of: (a: number, b: number) => number): number => sum(pairs.map(([a, b]) => of(a - meanA, b - meanB)));
  return moment((a, b) => a * b) / Math.sqrt(moment((a) => a * a) * moment((_, b) => b * b));
}

/** Modularity from its definition: over all ordered pairs in one group. */
export function modularityOf(matrix: Matrix, of: ArrayLike<number>, resolution = 1): number {
  const strength = matrix.map(sum);
  const total = sum(strength);
  let quality = 0;
  for (const i of range(matrix.length))
    for (const j of range(matrix.length))
      if (of[i] === of[j]) quality += matrix[i][j] - (resolution * strength[i] * strength[j]) / total;
  return total === 0 ? 0 : quality / total;
}
