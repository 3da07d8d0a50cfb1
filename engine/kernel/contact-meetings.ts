import type { Rows } from './csr.ts';
import type { PairContacts } from './pair-contacts.ts';

/** Meetings as parallel lists: from whom, to whom, when. */
export interface Meetings {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Epoch seconds. */
  readonly seconds: Float64Array;
}

/** First and last meeting of every contact (one where they are the same), in the order of the first, then of the ends. */
export function contactMeetings(rows: Rows, contacts: PairContacts): Meetings {
  const { firstAt, lastAt } = contacts;
  const { sources, targets } = contactEnds(rows, contacts);
  const order = Uint32Array.from(sources, (_, c) => c).sort(
    (c, d) => firstAt[c] - firstAt[d] || sources[c] - sources[d] || targets[c] - targets[d] || c - d,
  );
  let count = 0;
  for (let c = 0; c < firstAt.length; c++) count += firstAt[c] === lastAt[c] ? 1 : 2;
  const result = {
    sources: new Int32Array(count),
    targets: new Int32Array(count),
    seconds: new Float64Array(count),
  };
  let at = 0;
  for (let i = 0; i < order.length; i++) {
    const c = order[i];
    for (let nth = firstAt[c] === lastAt[c] ? 1 : 0; nth < 2; nth++) {
      result.sources[at] = sources[c];
      result.targets[at] = targets[c];
      result.seconds[at++] = nth === 0 ? firstAt[c] : lastAt[c];
    }
  }
  return result;
}

/** Both ends of each contact, in the direction in which it leads. */
function contactEnds(rows: Rows, contacts: PairContacts): Pick<Meetings, 'sources' | 'targets'> {
  const { starts, reversed } = contacts;
  const sources = new Int32Array(reversed.length);
  const targets = new Int32Array(reversed.length);
  for (let node = 0; node < rows.order; node++) {
    for (let slot = rows.offsets[node]; slot < rows.offsets[node + 1]; slot++) {
      for (let c = starts[slot]; c < starts[slot + 1]; c++) {
        sources[c] = reversed[c] === 1 ? rows.targets[slot] : node;
        targets[c] = reversed[c] === 1 ? node : rows.targets[slot];
      }
    }
  }
  return { sources, targets };
}
