export interface BCubed {
  readonly items: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * B-cubed precision and recall of clusters against true persons (Bagga & Baldwin 1998), averaged over items.
 * Items without a truth (-1) are left out; an item without a cluster (-1) stands alone.
 */
export function bCubed(cluster: ArrayLike<number>, truth: ArrayLike<number>): BCubed {
  const sizes = new Map<number, number>();
  const real = new Map<number, number>();
  const both = new Map<number, number>();
  const span = 2 ** 26;
  let alone = -2;
  const found = new Float64Array(cluster.length);
  let items = 0;
  for (let i = 0; i < cluster.length; i++) {
    const t = truth[i] as number;
    if (t < 0) continue;
    items++;
    const c = (cluster[i] as number) < 0 ? alone-- : (cluster[i] as number);
    found[i] = c;
    real.set(t, (real.get(t) ?? 0) + 1);
    if (c < 0) continue;
    sizes.set(c, (sizes.get(c) ?? 0) + 1);
    both.set(c * span + t, (both.get(c * span + t) ?? 0) + 1);
  }
  let precision = 0;
  let recall = 0;
  for (let i = 0; i < cluster.length; i++) {
    const t = truth[i] as number;
    if (t < 0) continue;
    const c = found[i] as number;
    const shared = c < 0 ? 1 : (both.get(c * span + t) as number);
    precision += shared / (c < 0 ? 1 : (sizes.get(c) as number));
    recall += shared / (real.get(t) as number);
  }
  const [p, r] = items === 0 ? [0, 0] : [precision / items, recall / items];
  return { items, precision: p, recall: r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}
