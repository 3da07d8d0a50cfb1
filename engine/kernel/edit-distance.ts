/**
 * Edits between two texts (one letter more, less, other, or two neighbours swapped; each place edited once), counted
 * up to `most` and `most` + 1 for more (Ukkonen 1985: only the band around the diagonal is filled). By UTF-16 unit.
 */
export function editsWithin(a: string, b: string, most: number): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  if (Math.abs(endA - endB) > most) return most + 1;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [n, m] = [endA - start, endB - start];
  if (n === 0 || m === 0) return Math.min(most + 1, Math.max(n, m));
  reserve(m + 1);
  let [before, last, row] = rows;
  for (let j = 0; j <= Math.min(m, most); j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(m, i + most);
    // Outside the band there are more edits than are counted.
    row[from - 1] = from === 1 ? i : most + 1;
    if (to === i + most) last[to] = most + 1;
    let least = row[from - 1];
    const letter = a.charCodeAt(start + i - 1);
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(start + j - 1);
      let best = last[j - 1] + (letter === other ? 0 : 1);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      if (
        i > 1 &&
        j > 1 &&
        letter === b.charCodeAt(start + j - 2) &&
        a.charCodeAt(start + i - 2) === other &&
        before[j - 2] + 1 < best
      )
        best = before[j - 2] + 1;
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(most + 1, last[m]);
}

/** The last three rows of the table, kept from call to call: millions of pairs of short texts are compared. */
const rows: [Int32Array, Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64), new Int32Array(64)];

function reserve(size: number): void {
  if (rows[0].length >= size) return;
  for (let i = 0; i < rows.length; i++) rows[i] = new Int32Array(2 * size);
}
