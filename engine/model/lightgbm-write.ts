import type { Forest, Tree } from '../kernel/forest.ts';

/**
 * LightGBM's text model format, version v4, as its own `save_model` writes it. LightGBM loads the result and
 * predicts the same. Numbers are written with the digits that give the same double back.
 */
export function writeLightGbm(forest: Forest): string {
  const blocks = forest.trees.map((tree, index) => `Tree=${index}\n${treeBlock(tree)}\n\n`);
  const names = forest.featureNames.map(safeName);
  const header = [
    'tree',
    'version=v4',
    `num_class=${forest.outputs}`,
    `num_tree_per_iteration=${forest.outputs}`,
    'label_index=0',
    `max_feature_idx=${names.length - 1}`,
    forest.outputs === 1
      ? `objective=binary sigmoid:${forest.sigmoid}`
      : `objective=multiclass num_class:${forest.outputs}`,
    `feature_names=${names.join(' ')}`,
    `feature_infos=${forest.featureRanges.map(([low, high]) => (low < high ? `[${low}:${high}]` : 'none')).join(' ')}`,
    `tree_sizes=${blocks.map((block) => Buffer.byteLength(block)).join(' ')}`,
  ];
  return `${header.join('\n')}\n\n${blocks.join('')}end of trees\n\n${importances(forest, names)}\n\n${parameters}\n\npandas_categorical:null\n`;
}

/** LightGBM reads names up to a space and refuses JSON's special characters. */
export function safeName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.-]/gu, '_');
}

function treeBlock(tree: Tree): string {
  const rows: readonly (readonly [string, ArrayLike<number>])[] = [
    ['split_feature', tree.splitFeature],
    ['split_gain', tree.splitGain],
    ['threshold', tree.threshold],
    ['decision_type', tree.decision],
    ['left_child', tree.leftChild],
    ['right_child', tree.rightChild],
    ['leaf_value', tree.leafValue],
    ['leaf_weight', tree.leafWeight],
    ['leaf_count', tree.leafCount],
    ['internal_value', tree.internalValue],
    ['internal_weight', tree.internalWeight],
    ['internal_count', tree.internalCount],
  ];
  const lines = rows.map(([key, values]) => `${key}=${Array.from(values, numberText).join(' ')}`);
  return [`num_leaves=${tree.leaves}`, 'num_cat=0', ...lines, 'is_linear=0', `shrinkage=${tree.shrinkage}`, ''].join(
    '\n',
  );
}

/** Infinity as C++ reads it: the threshold of a split that parts missing values from all others. */
function numberText(value: number): string {
  return value === Infinity ? 'inf' : String(value);
}

function importances(forest: Forest, names: readonly string[]): string {
  const uses = new Int32Array(names.length);
  for (const tree of forest.trees) for (const feature of tree.splitFeature) uses[feature] = (uses[feature] ?? 0) + 1;
  const lines = names
    .map((name, f) => ({ name, uses: uses[f] ?? 0 }))
    .filter((entry) => entry.uses > 0)
    .sort((a, b) => b.uses - a.uses)
    .map((entry) => `${entry.name}=${entry.uses}`);
  return ['feature_importances:', ...lines].join('\n');
}

const parameters = 'parameters:\n[boosting: gbdt]\nend of parameters';
