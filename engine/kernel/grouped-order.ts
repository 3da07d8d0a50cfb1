/**
 * Rows in ascending order of a whole number from 0 on, equal ones as they came (counting sort): the rows of `k` are
 * `order[starts[k]]` to `order[starts[k + 1] - 1]`.
 */
export function groupedOrder(
  key: Int32Array,
  keys: number,
): { readonly starts: Int32Array; readonly order: Int32Array } {
  const starts = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) starts[key[i] + 1]++;
  for (let k = 0; k < keys; k++) starts[k + 1] += starts[k];
  const next = starts.slice(0, keys);
  const order = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) order[next[key[i]]++] = i;
  return { starts, order };
}
