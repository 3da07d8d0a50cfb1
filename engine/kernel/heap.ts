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
      let at = size++;
      for (; at > 0; ) {
        const parent = (at - 1) >>> 1;
        if (keys[parent] < key || (keys[parent] === key && items[parent] <= item)) break;
        keys[at] = keys[parent];
        items[at] = items[parent];
        at = parent;
      }
      keys[at] = key;
      items[at] = item;
    },
    pop() {
      if (size === 0) return -1;
      const top = items[0];
      lastKey = keys[0];
      // The last one looks for its place from the top; whatever is smaller moves up into the gap.
      const key = keys[--size];
      const item = items[size];
      let at = 0;
      for (let child = 1; child < size; child = 2 * at + 1) {
        const right = child + 1;
        if (right < size && (keys[right] < keys[child] || (keys[right] === keys[child] && items[right] < items[child])))
          child = right;
        if (key < keys[child] || (key === keys[child] && item <= items[child])) break;
        keys[at] = keys[child];
        items[at] = items[child];
        at = child;
      }
      keys[at] = key;
      items[at] = item;
      return top;
    },
  };
}
