/** Smallest-first heap of (key, item) pairs in flat memory; equal keys come out by the smaller item. */
export interface Heap {
  readonly size: number;
  push(key: number, item: number): void;
  /** Item with the smallest key, -1 when empty. Its key is in `lastKey`. */
  pop(): number;
  readonly lastKey: number;
}

export function createHeap(capacity = 64): Heap {
  let keys = new Float64Array(capacity);
  let items = new Int32Array(capacity);
  let size = 0;
  let lastKey = NaN;
  const before = (a: number, b: number): boolean => keys[a] < keys[b] || (keys[a] === keys[b] && items[a] < items[b]);
  const swap = (a: number, b: number): void => {
    [keys[a], keys[b]] = [keys[b], keys[a]];
    [items[a], items[b]] = [items[b], items[a]];
  };
  const grow = (): void => {
    const wider = new Float64Array(keys.length * 2);
    wider.set(keys);
    const longer = new Int32Array(items.length * 2);
    longer.set(items);
    [keys, items] = [wider, longer];
  };
  return {
    get size() {
      return size;
    },
    get lastKey() {
      return lastKey;
    },
    push(key, item) {
      if (size === keys.length) grow();
      keys[size] = key;
      items[size] = item;
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >>> 1;
        if (!before(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      if (size === 0) return -1;
      const item = items[0];
      lastKey = keys[0];
      size--;
      keys[0] = keys[size];
      items[0] = items[size];
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < size && before(child, least)) least = child;
        if (least === at) return item;
        swap(at, least);
        at = least;
      }
    },
  };
}
