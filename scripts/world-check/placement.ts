/** Area under the ROC curve by placements: for each positive, the share of the others below it (ties count half). */

export interface Auroc {
  /** NaN where one side is empty. */
  readonly auroc: number;
  readonly positives: number;
  readonly others: number;
  readonly standardError: number;
}

/** Mid-rank share of `others` (sorted) that lie below a value. */
function placementIn(sorted: Float64Array, value: number): number {
  return (bound(sorted, value, false) + bound(sorted, value, true)) / 2 / sorted.length;
}

/** First index whose value is not below (`after`: is above) the value. */
function bound(sorted: Float64Array, value: number, after: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (at < value || (after && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * AUROC with the standard error of Hanley & McNeil (Radiology 143, 1982, eq. 1); missing values are left out. That error
 * takes people for independent; those of one network are not, so with `networks` (parallel to the positives, '' for none)
 * it is at least the one clustered by network.
 */
export function aurocOf(positives: readonly number[], others: readonly number[], networks?: readonly string[]): Auroc {
  const sorted = Float64Array.from(others.filter((value) => !Number.isNaN(value))).sort();
  const held = [...positives.keys()].filter((i) => !Number.isNaN(positives[i]));
  const [n1, n0] = [held.length, sorted.length];
  if (n1 === 0 || n0 === 0) return { auroc: Number.NaN, positives: n1, others: n0, standardError: Number.NaN };
  const placed = held.map((i) => placementIn(sorted, positives[i] as number));
  const auroc = placed.reduce((sum, placement) => sum + placement, 0) / n1;
  const independent = hanleyMcNeil(Math.max(auroc, 1 - auroc), n1, n0);
  const rows = held.map((i, at) => ({
    cluster: networks?.[i] || `person ${i}`,
    excess: (placed[at] as number) - auroc,
  }));
  const shared = networks === undefined ? 0 : sharedError(clusteredError(rows), independent, 2);
  return { auroc, positives: n1, others: n0, standardError: Math.max(independent, shared) };
}

function hanleyMcNeil(a: number, n1: number, n0: number): number {
  const q1 = a / (2 - a);
  const q2 = (2 * a * a) / (1 + a);
  return Math.sqrt(Math.max(0, a * (1 - a) + (n1 - 1) * (q1 - a * a) + (n0 - 1) * (q2 - a * a)) / (n1 * n0));
}

/** With fewer networks their own spread says nothing; the people's is widened for the trips they share (about two a trip). */
const fewestNetworks = 5;
const sharedTrips = 1.5;

/** One row of a signal: its value, the stratum it is compared within, and who is behind it. */
export interface SignalRow {
  readonly value: number;
  readonly stratum: string;
  readonly guilty: boolean;
  /** Rows of one person, and of one network, are not independent of each other. */
  readonly person: number;
  readonly network: string;
}

/**
 * AUROC of rows, each guilty one compared with the innocent ones of its stratum (covariate-adjusted ROC: Janes & Pepe,
 * Biometrika 96, 2009). The standard error is the largest of Mann-Whitney's without any signal and those of the
 * placements clustered by person and by network (Obuchowski, Biometrics 53, 1997), because people of one network share
 * their records. The last is widened as Student's t is, so that three of it mean the same for few networks.
 */
export function stratifiedAuroc(rows: readonly SignalRow[]): Auroc {
  const strata = new Map<string, number[]>();
  let others = 0;
  for (const { value, stratum, guilty } of rows) {
    if (guilty || Number.isNaN(value)) continue;
    const list = strata.get(stratum);
    if (list === undefined) strata.set(stratum, [value]);
    else list.push(value);
    others++;
  }
  const sorted = new Map([...strata].map(([name, values]) => [name, Float64Array.from(values).sort()]));
  const placed: { row: SignalRow; placement: number }[] = [];
  for (const row of rows) {
    const innocent = sorted.get(row.stratum);
    if (!row.guilty || innocent === undefined || Number.isNaN(row.value)) continue;
    placed.push({ row, placement: placementIn(innocent, row.value) });
  }
  const positives = placed.length;
  const auroc = placed.reduce((sum, { placement }) => sum + placement, 0) / positives;
  const clustered = (by: (row: SignalRow) => string): Clustered =>
    clusteredError(placed.map(({ row, placement }) => ({ cluster: by(row), excess: placement - auroc })));
  const people = clustered((row) => String(row.person));
  const networks = clustered((row) => (row.network === '' ? `person ${row.person}` : row.network));
  const noSignal = Math.sqrt((positives + others + 1) / (12 * positives * others));
  const standardError = Math.max(noSignal, people.error, sharedError(networks, people.error, 3));
  return { auroc, positives, others, standardError };
}

interface Clustered {
  readonly clusters: number;
  readonly error: number;
}

function clusteredError(rows: readonly { readonly cluster: string; readonly excess: number }[]): Clustered {
  const sums = new Map<string, number>();
  for (const { cluster, excess } of rows) sums.set(cluster, (sums.get(cluster) ?? 0) + excess);
  const clusters = sums.size;
  if (clusters < 2) return { clusters, error: 0 };
  const between = [...sums.values()].reduce((sum, excess) => sum + excess * excess, 0);
  return { clusters, error: Math.sqrt((between / rows.length ** 2) * (clusters / (clusters - 1))) };
}

/** The clustered error, widened so that `multiple` of it cover as much as for many networks. */
function sharedError(networks: Clustered, ofPeople: number, multiple: 2 | 3): number {
  if (networks.clusters < fewestNetworks) return sharedTrips * ofPeople;
  return networks.error * studentWidening(networks.clusters - 1, multiple);
}

/** Student's quantile over the normal one at 2 or 3 standard errors, from 4 degrees of freedom; within 2 %. */
function studentWidening(freedom: number, multiple: 2 | 3): number {
  if (multiple === 2) return 1 + 1.45 / freedom + 0.9 / freedom ** 2;
  return [2.21, 1.84, 1.63, 1.51, 1.43, 1.37][freedom - 4] ?? 1 + 3.2 / freedom;
}
