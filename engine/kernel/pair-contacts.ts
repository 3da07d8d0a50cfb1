import type { Rows } from './csr.ts';

/**
 * Contacts edge by edge: those of the edge at slot s are starts[s] .. starts[s + 1], by direction, channel and first
 * meeting. An edge is looked up at its slot in the row of its smaller end; slots of larger ends have none. 38 bytes a
 * contact and 8 an edge.
 */
export interface PairContacts {
  readonly starts: Uint32Array;
  readonly channel: Uint8Array;
  /** 1: it leads from the larger node to the smaller. */
  readonly reversed: Uint8Array;
  /** Independent trips or stays together. */
  readonly meetings: Uint32Array;
  readonly expected: Float64Array;
  /** NaN where the channel is not tested. */
  readonly log10Q: Float64Array;
  /** Epoch seconds. */
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;
}

/**
 * Where the contacts of each slot start.
 * @param low smaller node of each contact, rising; within one `high` rises too
 * @throws RangeError when a contact is of a pair that has no edge, or out of order
 */
export function contactStarts({ order, offsets, targets }: Rows, low: Int32Array, high: Int32Array): Uint32Array {
  const starts = new Uint32Array(targets.length + 1);
  let contact = 0;
  for (let node = 0; node < order; node++) {
    for (let slot = offsets[node]; slot < offsets[node + 1]; slot++) {
      starts[slot] = contact;
      while (contact < low.length && low[contact] === node && high[contact] === targets[slot]) contact++;
    }
  }
  starts[targets.length] = contact;
  if (contact < low.length)
    throw new RangeError(`contact ${contact}: no edge ${low[contact]}-${high[contact]}, or not in the order of edges`);
  return starts;
}

/** Slots of all edges among some nodes, in the row of the smaller end, rising. O(n^2 log degree). */
export function slotsAmong({ offsets, targets }: Rows, nodes: readonly number[]): number[] {
  const sorted = Int32Array.from(new Set(nodes)).sort();
  const slots: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    let low = offsets[sorted[i]];
    const end = offsets[sorted[i] + 1];
    for (let j = i + 1; j < sorted.length && low < end; j++) {
      low = firstFrom(targets, low, end, sorted[j]);
      if (low < end && targets[low] === sorted[j]) slots.push(low++);
    }
  }
  return slots;
}

/** First place from `low` on whose value is not below the wanted one; `high` where there is none. */
function firstFrom(values: Int32Array, low: number, high: number, wanted: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Whether an edge has a contact in a channel (-1: any) that was seen from, and until, an instant. */
export function hasContact(
  contacts: PairContacts,
  slot: number,
  channel: number,
  from: number,
  until: number,
): boolean {
  for (let c = contacts.starts[slot]; c < contacts.starts[slot + 1]; c++) {
    if (channel >= 0 && contacts.channel[c] !== channel) continue;
    if (contacts.lastAt[c] >= from && contacts.firstAt[c] <= until) return true;
  }
  return false;
}
