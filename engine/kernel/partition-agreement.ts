export interface Agreement {
  /** Normalised mutual information, arithmetic mean in the denominator; in [0, 1]. */
  readonly nmi: number;
  /** Adjusted Rand index (Hubert & Arabie 1985); 1 equal, 0 as by chance. */
  readonly ari: number;
}

/** How far two groupings of the same things agree (Vinh, Epps & Bailey 2010). Two trivial equal groupings give 1. */
export function agreement(a: Int32Array, b: Int32Array): Agreement {
  const n = a.length;
  const cells = new Map<string, number>();
  const inA = new Map<number, number>();
  const inB = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const cell = `${a[i]},${b[i]}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    inA.set(a[i], (inA.get(a[i]) ?? 0) + 1);
    inB.set(b[i], (inB.get(b[i]) ?? 0) + 1);
  }
  const entropy = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum -= (count / n) * Math.log(count / n);
    return sum;
  };
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const [ha, hb, joint] = [entropy(inA.values()), entropy(inB.values()), entropy(cells.values())];
  const [pa, pb, both] = [pairs(inA.values()), pairs(inB.values()), pairs(cells.values())];
  const chance = (pa * pb) / ((n * (n - 1)) / 2);
  const most = (pa + pb) / 2;
  return {
    nmi: ha + hb === 0 ? 1 : Math.max(0, (2 * (ha + hb - joint)) / (ha + hb)),
    ari: most === chance ? 1 : (both - chance) / (most - chance),
  };
}
