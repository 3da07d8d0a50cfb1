import { ExcavatorError } from '../kernel/errors.ts';
import type { GraphBaselines, GraphScores } from './baselines/types.ts';
import { type ModelRole, modelRoles, type TrainingSet } from './types.ts';

/** All training sets as one table; arrays run over its rows. */
export interface JoinedSets {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  readonly labels: Readonly<Record<ModelRole, Uint8Array>>;
  /** Position of the row's group in `groups`. */
  readonly group: Int32Array;
  readonly groups: readonly string[];
  /** There when every set has it. */
  readonly graph: GraphBaselines | undefined;
  /** Mean over the sets that say it. */
  readonly sources: Readonly<Record<string, number>>;
}

/** @throws ExcavatorError model_no_rows, model_sets_differ, model_set_uneven */
export function joinSets(sets: readonly TrainingSet[]): JoinedSets {
  const names = sets[0]?.features.names ?? [];
  const rows = sets.reduce((sum, set) => sum + set.features.rows, 0);
  if (rows === 0 || names.length === 0) throw noRows(rows, names.length);
  for (const set of sets) checkSet(set, names);
  const groups = [...new Set(sets.map((set) => set.group))].sort();
  const joined = (pick: (set: TrainingSet) => Float32Array | undefined): Float32Array => {
    const result = new Float32Array(rows);
    let at = 0;
    for (const set of sets) {
      const part = pick(set);
      if (part !== undefined) result.set(part, at);
      at += set.features.rows;
    }
    return result;
  };
  const labels = Object.fromEntries(
    modelRoles.map((role) => [role, Uint8Array.from(joined((set) => Float32Array.from(set.labels[role])))]),
  ) as Record<ModelRole, Uint8Array>;
  const group = joined((set) => new Float32Array(set.features.rows).fill(groups.indexOf(set.group)));
  const columns = names.map((_, f) => joined((set) => set.features.columns[f]));
  const graph = sets.every((set) => set.graph !== undefined) ? joinGraph(sets, joined) : undefined;
  return { rows, names, columns, labels, group: Int32Array.from(group), groups, graph, sources: meanSources(sets) };
}

const graphScores = ['degree', 'personalised_pagerank', 'label_propagation'] as const;

function joinGraph(
  sets: readonly TrainingSet[],
  joined: (pick: (set: TrainingSet) => Float32Array | undefined) => Float32Array,
): GraphBaselines | undefined {
  const uneven = sets.some(({ graph, features }) =>
    modelRoles.some((role) => graphScores.some((name) => graph?.[role][name].length !== features.rows)),
  );
  if (uneven) return undefined;
  const roles = modelRoles.map((role) => [
    role,
    Object.fromEntries(graphScores.map((name) => [name, joined((set) => set.graph?.[role][name])])) as GraphScores,
  ]);
  return Object.fromEntries(roles) as GraphBaselines;
}

function meanSources(sets: readonly TrainingSet[]): Readonly<Record<string, number>> {
  const told = sets.flatMap(({ sources }) => (sources === undefined ? [] : [sources]));
  const names = [...new Set(told.flatMap((sources) => Object.keys(sources)))].sort();
  return Object.fromEntries(
    names.map((name) => [name, told.reduce((sum, sources) => sum + (sources[name] ?? 0), 0) / told.length]),
  );
}

function noRows(rows: number, features: number): ExcavatorError {
  return new ExcavatorError({
    code: 'model_no_rows',
    kind: 'data',
    what: 'There is nothing to train on.',
    got: `${rows} rows, ${features} features`,
    expected: 'at least one row and one feature',
    advice: 'Give at least one training set with persons and features.',
  });
}

function checkSet({ group, features, labels }: TrainingSet, names: readonly string[]): void {
  const at = features.names.findIndex((name, f) => name !== names[f]);
  if (features.names.length !== names.length || at >= 0) {
    throw new ExcavatorError({
      code: 'model_sets_differ',
      kind: 'data',
      what: 'The training sets do not have the same features in the same order.',
      where: `set ${group}, feature ${at < 0 ? names.length : at}`,
      got: `${features.names.length} features, ${features.names[Math.max(at, 0)] ?? 'none'}`,
      expected: `${names.length} features, ${names[Math.max(at, 0)] ?? 'none'}`,
      advice: 'Compute the features of every set with the same version of the engine.',
    });
  }
  const lengths = [
    ...features.columns.map((column) => column.length),
    ...modelRoles.map((role) => labels[role].length),
  ];
  const uneven = lengths.find((length) => length !== features.rows);
  if (uneven === undefined && features.columns.length === names.length) return;
  throw new ExcavatorError({
    code: 'model_set_uneven',
    kind: 'data',
    what: 'Columns or labels of a training set do not have one entry a row.',
    where: `set ${group}`,
    got: `${features.columns.length} columns, one of ${uneven ?? features.rows} entries`,
    expected: `${names.length} columns of ${features.rows} entries`,
    advice: 'Give every column and every label array one entry a person.',
  });
}
