// Scoring of a block of 64 rows, in AssemblyScript. The block holds one run of 64 values (f32, 256 bytes) a feature, with
// minus infinity for missing values where a node sends them left and NaN, which is below nothing, where right.

/** One step of one row: a node is a limit, the address of its feature's run, and where to go from it: right, left. */
function step(node: usize, shift: usize, row: usize): usize {
  const isLeft = load<f32>(load<usize>(node, 4) + shift + row) <= load<f32>(node);
  return load<usize>(node + ((<usize>isLeft) << 2), 8);
}

function add(score: usize, value: f64): void {
  store<f64>(score, load<f64>(score) + value);
}

/**
 * Walks trees for eight rows at a time, so that their steps overlap. A leaf leads to itself, holds its value at 16, and
 * alone has `leafBit` in its address: when all eight have it, all have arrived.
 * @param roots addresses of the trees' first nodes
 * @param eights groups of eight rows
 * @param scores to add to: `outputs` doubles a row, to which the trees belong in turn
 */
export function walkTrees(roots: usize, trees: i32, leafBit: usize, eights: i32, scores: usize, outputs: i32): void {
  const stride = (<usize>outputs) << 3;
  for (let t = 0; t < trees; t++) {
    const root = load<usize>(roots + ((<usize>t) << 2));
    let score = scores + ((<usize>(t % outputs)) << 3);
    for (let shift: usize = 0; shift < (<usize>eights) << 5; shift += 32) {
      let a = root,
        b = root,
        c = root,
        d = root,
        e = root,
        f = root,
        g = root,
        h = root;
      while ((a & b & c & d & e & f & g & h & leafBit) === 0) {
        a = step(a, shift, 0);
        b = step(b, shift, 4);
        c = step(c, shift, 8);
        d = step(d, shift, 12);
        e = step(e, shift, 16);
        f = step(f, shift, 20);
        g = step(g, shift, 24);
        h = step(h, shift, 28);
      }
      add(score, load<f64>(a, 16));
      add(score + stride, load<f64>(b, 16));
      add(score + 2 * stride, load<f64>(c, 16));
      add(score + 3 * stride, load<f64>(d, 16));
      add(score + 4 * stride, load<f64>(e, 16));
      add(score + 5 * stride, load<f64>(f, 16));
      add(score + 6 * stride, load<f64>(g, 16));
      add(score + 7 * stride, load<f64>(h, 16));
      score += 8 * stride;
    }
  }
}

function valueAt(values: usize, outcome: i32): f64 {
  return load<f64>(values + ((<usize>outcome) << 3));
}

/**
 * Small trees as in forest-tables.ts: all tests of a tree for eight rows at once, their outcomes the place of the value.
 * @param tree how many tests and where the values are, then a run's address and a limit a test; the next tree follows
 */
export function lookUpTrees(tree: usize, trees: i32, eights: i32, scores: usize, outputs: i32): void {
  const stride = (<usize>outputs) << 3;
  for (let t = 0; t < trees; t++) {
    const tests = load<i32>(tree);
    const values = load<usize>(tree, 4);
    tree += 8;
    let score = scores + ((<usize>(t % outputs)) << 3);
    for (let shift: usize = 0; shift < (<usize>eights) << 5; shift += 32) {
      let low = i32x4.splat(0);
      let high = i32x4.splat(0);
      for (let n = 0; n < tests; n++) {
        const test = tree + ((<usize>n) << 3);
        const run = load<usize>(test) + shift;
        const limit = v128.load32_splat(test, 4);
        const bit = i32x4.splat(1 << n);
        low = v128.or(low, v128.and(f32x4.le(v128.load(run), limit), bit));
        high = v128.or(high, v128.and(f32x4.le(v128.load(run, 16), limit), bit));
      }
      add(score, valueAt(values, i32x4.extract_lane(low, 0)));
      add(score + stride, valueAt(values, i32x4.extract_lane(low, 1)));
      add(score + 2 * stride, valueAt(values, i32x4.extract_lane(low, 2)));
      add(score + 3 * stride, valueAt(values, i32x4.extract_lane(low, 3)));
      add(score + 4 * stride, valueAt(values, i32x4.extract_lane(high, 0)));
      add(score + 5 * stride, valueAt(values, i32x4.extract_lane(high, 1)));
      add(score + 6 * stride, valueAt(values, i32x4.extract_lane(high, 2)));
      add(score + 7 * stride, valueAt(values, i32x4.extract_lane(high, 3)));
      score += 8 * stride;
    }
    tree += (<usize>tests) << 3;
  }
}
