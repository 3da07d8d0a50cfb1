import { ExcavatorError } from '../kernel/errors.ts';
import type { Forest, Tree } from '../kernel/forest.ts';

/**
 * Reads LightGBM's text model format (v3, v4): numerical splits, any missing type, binary and multi-class.
 * @param where names the file in errors
 * @throws ExcavatorError model_format for categorical splits, linear trees, other objectives and broken text
 */
export function readLightGbm(text: string, where: string): Forest {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== 'tree') throw refused(where, `first line ${JSON.stringify(lines[0]?.slice(0, 40))}`, '"tree"');
  const end = lines.indexOf('end of trees');
  if (end < 0) throw refused(where, 'no line "end of trees"', 'a whole file');
  const starts = lines.flatMap((line, at) => (at < end && line.startsWith('Tree=') ? [at] : []));
  const header = readEntries(lines.slice(0, starts[0] ?? end));
  const featureNames = (header.get('feature_names') ?? '').split(' ');
  const outputs = Number(header.get('num_tree_per_iteration') ?? 1);
  const trees = starts.map((at, i) => {
    const entries = readEntries(lines.slice(at + 1, starts[i + 1] ?? end));
    return readTree(entries, featureNames.length, `${where}, tree ${i}`);
  });
  if (trees.length === 0 || trees.length % outputs !== 0) {
    throw refused(where, `${trees.length} trees`, `a multiple of ${outputs}, at least one`);
  }
  const featureRanges = (header.get('feature_infos') ?? '').split(' ').map(readRange);
  return { outputs, featureNames, featureRanges, trees, sigmoid: readObjective(header.get('objective') ?? '', where) };
}

function readEntries(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

/** Slope of the sigmoid; 1 for soft-max. */
function readObjective(objective: string, where: string): number {
  const [name, ...settings] = objective.split(' ');
  if (name !== 'binary' && name !== 'multiclass') {
    throw refused(where, `objective ${JSON.stringify(objective)}`, 'binary or multiclass');
  }
  const sigmoid = settings.find((setting) => setting.startsWith('sigmoid:'));
  return sigmoid === undefined ? 1 : Number(sigmoid.slice('sigmoid:'.length));
}

/** C++ writes infinity as `inf`. */
function readNumber(word: string): number {
  return word === 'inf' ? Infinity : word === '-inf' ? -Infinity : Number(word);
}

function readRange(info: string): readonly [number, number] {
  const match = /^\[(.+):(.+)\]$/.exec(info);
  return match === null ? [Infinity, -Infinity] : [Number(match[1]), Number(match[2])];
}

function readTree(entries: ReadonlyMap<string, string>, features: number, where: string): Tree {
  const leaves = Number(entries.get('num_leaves'));
  if (!(leaves >= 1)) throw refused(where, `num_leaves=${entries.get('num_leaves')}`, 'a whole number above 0');
  if ((entries.get('num_cat') ?? '0') !== '0') {
    throw refused(where, 'categorical splits', 'numerical splits only; encode categories as numbers and train again');
  }
  if (entries.get('is_linear') === '1') throw refused(where, 'linear leaves', 'constant leaves');
  const nodes = leaves - 1;
  const list = (key: string, length: number, needed: boolean): number[] => {
    const words = (entries.get(key) ?? '').split(' ').filter((word) => word !== '');
    if (words.length === 0 && !needed) return new Array<number>(length).fill(0);
    const values = words.map(readNumber);
    if (values.length === length && !values.some(Number.isNaN)) return values;
    throw refused(where, `${key} with ${values.length} numbers`, `${length} numbers`);
  };
  const tree: Tree = {
    leaves,
    splitFeature: Int32Array.from(list('split_feature', nodes, true)),
    splitGain: Float64Array.from(list('split_gain', nodes, false)),
    threshold: Float64Array.from(list('threshold', nodes, true)),
    decision: Uint8Array.from(list('decision_type', nodes, true)),
    leftChild: Int32Array.from(list('left_child', nodes, true)),
    rightChild: Int32Array.from(list('right_child', nodes, true)),
    leafValue: Float64Array.from(list('leaf_value', leaves, true)),
    leafWeight: Float64Array.from(list('leaf_weight', leaves, false)),
    leafCount: Int32Array.from(list('leaf_count', leaves, false)),
    internalValue: Float64Array.from(list('internal_value', nodes, false)),
    internalWeight: Float64Array.from(list('internal_weight', nodes, false)),
    internalCount: Int32Array.from(list('internal_count', nodes, false)),
    shrinkage: Number(entries.get('shrinkage') ?? 1),
  };
  checkTree(tree, features, where);
  return tree;
}

/** Every node but the root and every leaf is reached exactly once, so that scoring ends. */
function checkTree(tree: Tree, features: number, where: string): void {
  const nodes = tree.leaves - 1;
  const seen = new Set<number>();
  for (let node = 0; node < nodes; node++) {
    const feature = tree.splitFeature[node] as number;
    if (feature < 0 || feature >= features) throw refused(where, `feature ${feature}`, `0 to ${features - 1}`);
    if (((tree.decision[node] as number) & 1) === 1) throw refused(where, 'a categorical split', 'numerical splits');
    for (const child of [tree.leftChild[node] as number, tree.rightChild[node] as number]) {
      const inside = child < 0 ? ~child < tree.leaves : child > node && child < nodes;
      if (!inside || seen.has(child)) throw refused(where, `child ${child} of node ${node}`, 'a tree');
      seen.add(child);
    }
  }
}

function refused(where: string, got: string, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_format',
    kind: 'data',
    what: 'This is not a LightGBM text model that can be read.',
    where,
    got,
    expected,
    advice: 'Save the model with LightGBM 3 or 4 (save_model) from numerical features, or restore the file.',
  });
}
