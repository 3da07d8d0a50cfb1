import { groupedOrder } from './grouped-order.ts';

/** Who was at which occasion: parallel arrays, one row an occasion and person, in any order; both numbered from 0. */
export interface Attendance {
  readonly occasion: Int32Array;
  readonly person: Int32Array;
  readonly day: Int32Array;
  /** How many were there. */
  readonly crowd: Int32Array;
}

export interface MetAgainOptions {
  readonly persons: number;
  readonly occasions: number;
  /** Two whose first and last occasion together lie so many days apart are told of. */
  readonly daysApart: number;
  /** So are two who met in a crowd of so many or fewer. */
  readonly partyMost: number;
}

/** Pairs of persons, `a` < `b`, in order of both. */
export interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * Of all who ever met, those who met on days far enough apart or in a small party. Person by person, so that memory does
 * not grow with the pairs that met: nearly all of them met once.
 */
export function metAgain({ occasion, person, day, crowd }: Attendance, options: MetAgainOptions): Pairs {
  const { persons, occasions, daysApart, partyMost } = options;
  const own = groupedOrder(person, persons);
  // Places in the list of all occasions, one after the other; those of an occasion come in order of the person.
  const starts = startsOf(occasion, occasions);
  const next = starts.slice();
  const guest = new Int32Array(person.length);
  const placeOf = new Int32Array(person.length);
  for (let k = 0; k < own.order.length; k++) {
    const row = own.order[k];
    placeOf[row] = next[occasion[row]]++;
    guest[placeOf[row]] = person[row];
  }
  // Of each person whom the one at hand met: by whom, first and last day, smallest crowd; side by side, so that one line of
  // the cache has them all.
  const seen = new Int32Array(4 * persons).fill(-1);
  const found = growingPairs();
  const met = new Int32Array(persons);
  for (let a = 0; a < persons; a++) {
    let many = 0;
    for (let k = own.starts[a]; k < own.starts[a + 1]; k++) {
      const row = own.order[k];
      const [on, among] = [day[row], crowd[row]];
      const end = starts[occasion[row] + 1];
      for (let place = placeOf[row] + 1; place < end; place++) {
        const b = 4 * guest[place];
        if (seen[b] !== a) {
          seen[b] = a;
          seen[b + 1] = on;
          seen[b + 2] = on;
          seen[b + 3] = among;
          met[many++] = guest[place];
          continue;
        }
        if (on < seen[b + 1]) seen[b + 1] = on;
        if (on > seen[b + 2]) seen[b + 2] = on;
        if (among < seen[b + 3]) seen[b + 3] = among;
      }
    }
    let kept = 0;
    for (let k = 0; k < many; k++) {
      const b = 4 * met[k];
      if (seen[b + 2] - seen[b + 1] >= daysApart || seen[b + 3] <= partyMost) met[kept++] = met[k];
    }
    found.add(a, met.subarray(0, kept).sort());
  }
  return found.all();
}

function startsOf(key: Int32Array, keys: number): Int32Array {
  const starts = new Int32Array(keys + 1);
  for (let i = 0; i < key.length; i++) starts[key[i] + 1]++;
  for (let k = 0; k < keys; k++) starts[k + 1] += starts[k];
  return starts;
}

function growingPairs(): { readonly add: (a: number, b: Int32Array) => void; readonly all: () => Pairs } {
  let [a, b] = [new Int32Array(1024), new Int32Array(1024)];
  let size = 0;
  const longer = (values: Int32Array, to: number): Int32Array<ArrayBuffer> => {
    const result = new Int32Array(to);
    result.set(values.subarray(0, size));
    return result;
  };
  return {
    add: (one, others) => {
      if (size + others.length > a.length) {
        const to = Math.max(2 * a.length, size + others.length);
        [a, b] = [longer(a, to), longer(b, to)];
      }
      a.fill(one, size, size + others.length);
      b.set(others, size);
      size += others.length;
    },
    all: () => ({ a: a.slice(0, size), b: b.slice(0, size) }),
  };
}
