// The loops of grow-loops.ts over raw memory, in AssemblyScript: `usize` is an address, `v128` 16 bytes that are loaded,
// added and stored at once. Two doubles, gradient and hessian, lie side by side wherever sums are made.

/**
 * Copies the words of four groups for `count` listed rows into four runs, `step` bytes apart, so that each group is
 * summed from its own run. Four rows at a time: may read three row numbers, and write three words, too many.
 * @param from the first group's word of row 0; `stride` bytes from row to row
 */
export function transposeRows(from: usize, stride: i32, rows: usize, count: i32, into: usize, step: usize): void {
  for (const end = rows + ((<usize>count) << 2); rows < end; rows += 16) {
    const a = v128.load(from + load<i32>(rows) * stride);
    const b = v128.load(from + load<i32>(rows, 4) * stride);
    const c = v128.load(from + load<i32>(rows, 8) * stride);
    const d = v128.load(from + load<i32>(rows, 12) * stride);
    const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    v128.store(into, v128.shuffle<i64>(abLow, cdLow, 0, 2));
    v128.store(into + step, v128.shuffle<i64>(abLow, cdLow, 1, 3));
    v128.store(into + 2 * step, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
    v128.store(into + 3 * step, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
    into += 16;
  }
}

/** Adds `count` rows of four packed features to where each feature's sums are: the innermost loop of training. */
export function sumGroup(
  words: usize,
  ordered: usize,
  count: i32,
  one: usize,
  two: usize,
  three: usize,
  four: usize,
): void {
  for (const end = words + ((<usize>count) << 2); words < end; words += 4) {
    const word = load<u32>(words);
    const pair = v128.load(ordered);
    ordered += 16;
    let at = one + ((word & 255) << 4);
    v128.store(at, f64x2.add(v128.load(at), pair));
    at = two + ((word >>> 4) & 4080);
    v128.store(at, f64x2.add(v128.load(at), pair));
    at = three + ((word >>> 12) & 4080);
    v128.store(at, f64x2.add(v128.load(at), pair));
    at = four + ((word >>> 20) & 4080);
    v128.store(at, f64x2.add(v128.load(at), pair));
  }
}

export function clear(from: usize, bytes: usize): void {
  memory.fill(from, 0, bytes);
}

export function subtract(parent: usize, smaller: usize, bytes: usize): void {
  for (const end = parent + bytes; parent < end; parent += 16) {
    v128.store(parent, f64x2.sub(v128.load(parent), v128.load(smaller)));
    smaller += 16;
  }
}

/** Sum of hessians and rows of the last `openRoot`, which returns that of the gradients. */
export let rootRows: f64 = 0;

export function openRoot(rows: usize, count: i32, gh: usize, shift: i32, rowStep: f64, ordered: usize): f64 {
  const half = shift === 0 ? 0 : 1 << (shift - 1);
  let sums = f64x2.splat(0);
  for (const end = rows + ((<usize>count) << 2); rows < end; rows += 4) {
    const at = gh + (load<u32>(rows) << 3);
    const hessian = (load<i32>(at, 4) + half) >> shift;
    store<i32>(at, hessian, 4);
    const pair = f64x2.replace_lane(f64x2.splat(<f64>load<i32>(at)), 1, <f64>hessian + rowStep);
    v128.store(ordered, pair);
    ordered += 16;
    sums = f64x2.add(sums, pair);
  }
  rootRows = f64x2.extract_lane(sums, 1);
  return f64x2.extract_lane(sums, 0);
}

/** Both sides are written and one is kept: no branch to mispredict. @returns how many went left */
export function separate(
  rows: usize,
  count: i32,
  words: usize,
  shift: u32,
  bin: u32,
  missingLeft: i32,
  spare: usize,
): i32 {
  const last = rows + ((<usize>count) << 2);
  let left = spare;
  let right = spare + ((<usize>count) << 2) - 4;
  for (; rows < last; rows += 4) {
    const row = load<u32>(rows);
    const at = (load<u32>(words + (row << 2)) >>> shift) & 255;
    const goesLeft = select<i32>(missingLeft, i32(at <= bin), at === 0);
    store<u32>(left, row);
    store<u32>(right, row);
    left += goesLeft << 2;
    right -= (1 - goesLeft) << 2;
  }
  return <i32>((left - spare) >>> 2);
}

/** Copies row numbers, forwards or (way -4, from the last one on) backwards. */
export function copyNumbers(from: usize, way: i32, into: usize, count: i32): void {
  for (const end = into + ((<usize>count) << 2); into < end; into += 4) {
    store<u32>(into, load<u32>(from));
    from += way;
  }
}

/** The pairs of the listed rows side by side, the row step added to the hessian. */
export function gather(rows: usize, count: i32, gh: usize, rowStep: f64, ordered: usize): void {
  const step = f64x2.replace_lane(f64x2.splat(0), 1, rowStep);
  for (const end = rows + ((<usize>count) << 2); rows < end; rows += 4) {
    const pair = v128.load64_zero(gh + (load<u32>(rows) << 3));
    v128.store(ordered, f64x2.add(f64x2.convert_low_i32x4_s(pair), step));
    ordered += 16;
  }
}

/** Adds one value to the scores of the listed rows. */
export function addValue(rows: usize, count: i32, value: f64, scores: usize): void {
  for (const end = rows + ((<usize>count) << 2); rows < end; rows += 4) {
    const at = scores + (load<u32>(rows) << 3);
    store<f64>(at, load<f64>(at) + value);
  }
}
