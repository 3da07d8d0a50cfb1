/** Features of graph and cases as a reader would find them: on a matrix of weights, one person at a time, nothing shared. */
export type Matrix = readonly (readonly number[])[];

export interface Contact {
  readonly a: number;
  readonly b: number;
  readonly channel: string;
  readonly meetings: number;
}

export const neighbours = (matrix: Matrix, i: number): number[] =>
  matrix[i].flatMap((weight, j) => (weight > 0 ? [j] : []));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Hops between two, Infinity where there is no way. */
export function hopsTo(matrix: Matrix, from: number): number[] {
  const hops = matrix.map((_, i) => (i === from ? 0 : Infinity));
  for (let round = 0; round < matrix.length; round++)
    for (const [i] of matrix.entries()) for (const j of neighbours(matrix, i)) hops[j] = Math.min(hops[j], hops[i] + 1);
  return hops;
}

/** The seeds that count for a person: everybody but the own fold; folds are dealt by turns in order of number. */
export function seedsFor(seeds: readonly number[], who: number, folds = 10): number[] {
  const sorted = [...new Set(seeds)].sort((a, b) => a - b);
  const count = Math.min(folds, sorted.length);
  const own = sorted.indexOf(who);
  return own < 0 ? sorted : sorted.filter((_, at) => at % count !== own % count);
}

/** log2 of personalised PageRank times the number of nodes, the equations solved by elimination. */
export function logFlow(matrix: Matrix, seeds: readonly number[], damping = 0.85): number[] {
  const n = matrix.length;
  if (seeds.length === 0) return matrix.map(() => NaN);
  const strength = matrix.map(sum);
  const rows = matrix.map((row, i) => [
    ...row.map((weight, j) => {
      const step = strength[j] > 0 ? weight / strength[j] : Number(i === j);
      return Number(i === j) - damping * step;
    }),
    seeds.includes(i) ? (1 - damping) / seeds.length : 0,
  ]);
  for (let column = 0; column < n; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]) > Math.abs(best[column]) ? row : best));
    const at = rows.indexOf(pivot);
    [rows[column], rows[at]] = [rows[at], rows[column]];
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = row[column] / pivot[column];
      for (let k = column; k <= n; k++) row[k] -= factor * pivot[k];
    }
  }
  const reached = seeds.map((seed) => hopsTo(matrix, seed));
  return rows.map((row, i) => (reached.some((hops) => hops[i] < Infinity) ? Math.log2((row[n] / row[i]) * n) : NaN));
}

/** Mean of the known values over the neighbours, weighted by contact. */
export function meanAround(matrix: Matrix, who: number, of: (j: number) => number): number {
  const known = neighbours(matrix, who).filter((j) => !Number.isNaN(of(j)));
  return sum(known.map((j) => of(j) * matrix[who][j])) / sum(known.map((j) => matrix[who][j]));
}

export function maxAround(matrix: Matrix, who: number, of: (j: number) => number): number {
  const known = neighbours(matrix, who)
    .map(of)
    .filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : Math.max(...known);
}

/** Everything that the fused graph says of one role's established people. */
export function slowCaseGraph(
  matrix: Matrix,
  seeds: readonly number[],
  role: string,
  who: number,
): Record<string, number> {
  const n = matrix.length;
  const others = [...new Set(seeds)].filter((seed) => seed !== who);
  const flow = logFlow(matrix, seedsFor(seeds, who));
  const meanFlow = (j: number): number => meanAround(matrix, j, (k) => flow[k]);
  const near = neighbours(matrix, who);
  const hops = Math.min(Infinity, ...others.map((seed) => hopsTo(matrix, who)[seed]));
  const degree = (j: number): number => neighbours(matrix, j).length;
  const withinTwo = others.filter((seed) => hopsTo(matrix, who)[seed] <= 2).length;
  const reach = Math.min(n - 1, near.length + sum(near.map((j) => degree(j) - 1)));
  const expected = (reach * others.length) / (n - 1);
  const none = others.length === 0;
  return {
    [`hops_${role}`]: hops <= 6 ? hops : NaN,
    [`flow_${role}`]: flow[who],
    [`neighbours_flow_${role}`]: meanAround(matrix, who, (j) => flow[j]),
    [`neighbours_max_flow_${role}`]: maxAround(matrix, who, (j) => flow[j]),
    [`second_flow_${role}`]: meanAround(matrix, who, meanFlow),
    [`contacts_${role}`]: none ? NaN : near.filter((j) => others.includes(j)).length,
    [`weight_share_${role}`]: none
      ? NaN
      : sum(near.filter((j) => others.includes(j)).map((j) => matrix[who][j])) / sum(matrix[who] as number[]),
    [`within_two_${role}`]: none ? NaN : withinTwo,
    [`within_two_lift_${role}`]: none || near.length === 0 ? NaN : Math.log2((withinTwo + 0.5) / (expected + 0.5)),
    [`in_common_${role}`]: none
      ? NaN
      : sum(near.map((j) => neighbours(matrix, j).filter((k) => others.includes(k)).length / Math.log2(1 + degree(j)))),
  };
}

/** Meetings with established people by one kind of contact over what everybody else's meetings let expect. */
export function slowLift(
  contacts: readonly Contact[],
  channels: readonly string[],
  seeds: readonly number[],
  who: number,
): number {
  const counted = contacts.filter(({ channel }) => channels.includes(channel));
  const others = seeds.filter((seed) => seed !== who);
  const meetingsOf = (i: number): number =>
    sum(counted.map(({ a, b, meetings }) => (Number(a === i) + Number(b === i)) * meetings));
  const ends = counted.flatMap(({ a, b, meetings }) => [
    { who: a, with: b, meetings },
    { who: b, with: a, meetings },
  ]);
  const own = meetingsOf(who);
  const seedMeetings = sum(others.map(meetingsOf));
  if (own === 0 || seedMeetings === 0) return NaN;
  const known = sum(ends.filter((end) => end.who === who && others.includes(end.with)).map(({ meetings }) => meetings));
  const elsewhere = sum(ends.map(({ meetings }) => meetings)) - own;
  return Math.log2((known + 0.5) / ((own * seedMeetings) / elsewhere + 0.5));
}

/** Standing in the fused graph. */
export function slowStructure(matrix: Matrix, community: ArrayLike<number>, who: number): Record<string, number> {
  const row = matrix[who] as number[];
  const near = neighbours(matrix, who);
  const pairs = near.flatMap((j) => near.filter((k) => k > j).map((k) => matrix[j][k] > 0));
  return {
    degree: near.length,
    strength: sum(row),
    top_tie_share: near.length === 0 ? NaN : Math.max(...row) / sum(row),
    clustering: near.length < 2 ? NaN : pairs.filter(Boolean).length / pairs.length,
    community_size: matrix.filter((_, i) => community[i] === community[who]).length,
  };
}

/** Share below plus half the share equal, among the known values of the same group. */
export function slowRank(values: ArrayLike<number>, group: ArrayLike<number>, who: number): number {
  const known = Array.from(values).filter((value, i) => !Number.isNaN(value) && group[i] === group[who]);
  if (Number.isNaN(values[who]) || group[who] < 0) return NaN;
  const below = known.filter((value) => value < values[who]).length;
  const equal = known.filter((value) => value === values[who]).length;
  return (below + equal / 2) / known.length;
}
