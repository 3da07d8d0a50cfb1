/** A column by a rule for each place. `Float32Array.from(list, rule)` goes through an iterator and takes thirty times as long. */
export function filledSingles(length: number, of: (at: number) => number): Float32Array {
  const column = new Float32Array(length);
  for (let at = 0; at < length; at++) column[at] = of(at);
  return column;
}
