import { missing } from './journal.ts';
import { type ByPerson, type Parcels, rowsOf } from './parcel-signs.ts';

/**
 * Share of a person's parcels from unverified senders whose sender (or outlet) also sent such a parcel to an established
 * person other than this one. NaN without such parcels.
 * @param key sender or outlet of each parcel; -1 unknown
 */
export function commonSource(
  persons: number,
  { recipient, unverified }: Parcels,
  received: ByPerson,
  key: Int32Array,
  isSeed: Uint8Array,
): Float32Array {
  let keys = 0;
  for (let r = 0; r < key.length; r++) if (key[r] >= keys) keys = key[r] + 1;
  // The one established recipient of each source, -2 for several, -1 for none.
  const toSeed = new Int32Array(keys).fill(-1);
  for (let r = 0; r < key.length; r++) {
    const to = recipient[r];
    if (key[r] < 0 || to < 0 || unverified[r] !== 1 || isSeed[to] === 0 || toSeed[key[r]] === to) continue;
    toSeed[key[r]] = toSeed[key[r]] === -1 ? to : -2;
  }
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    let known = 0;
    let shared = 0;
    for (let s = received.offsets[i]; s < received.offsets[i + 1]; s++) {
      const r = received.rows[s];
      if (key[r] < 0 || unverified[r] !== 1) continue;
      known++;
      if (toSeed[key[r]] === -2 || (toSeed[key[r]] >= 0 && toSeed[key[r]] !== i)) shared++;
    }
    if (known > 0) result[i] = shared / known;
  }
  return result;
}

/**
 * Parcels of a person that come from sources serving established people, against expectation: log2 of the mean over the
 * parcels of the source's share of parcels to established people (the person's own parcels left out), over the share of
 * all sources. NaN where nothing is left to compare with.
 */
export function sourceLift(
  persons: number,
  { recipient }: Parcels,
  received: ByPerson,
  key: Int32Array,
  isSeed: Uint8Array,
): Float32Array {
  let keys = 0;
  for (let r = 0; r < key.length; r++) if (key[r] >= keys) keys = key[r] + 1;
  const all = new Float64Array(keys);
  const toSeeds = new Float64Array(keys);
  let total = 0;
  let seedTotal = 0;
  for (let r = 0; r < key.length; r++) {
    if (key[r] < 0 || recipient[r] < 0) continue;
    all[key[r]]++;
    total++;
    if (isSeed[recipient[r]] === 0) continue;
    toSeeds[key[r]]++;
    seedTotal++;
  }
  const result = missing(persons);
  const mine = new Float64Array(keys);
  for (let i = 0; i < persons; i++) {
    const start = received.offsets[i];
    const end = received.offsets[i + 1];
    let known = 0;
    for (let s = start; s < end; s++) {
      const k = key[received.rows[s]];
      if (k < 0) continue;
      mine[k]++;
      known++;
    }
    const base = (seedTotal - (isSeed[i] === 1 ? known : 0)) / Math.max(1, total - known);
    let sum = 0;
    if (known > 0 && base > 0) {
      for (let s = start; s < end; s++) {
        const k = key[received.rows[s]];
        if (k < 0) continue;
        const seeds = toSeeds[k] - (isSeed[i] === 1 ? mine[k] : 0);
        // One parcel at the usual share stands beside what is seen, so that small outlets say little.
        sum += (seeds + base) / (all[k] - mine[k] + 1);
      }
      result[i] = Math.log2(sum / known / base);
    }
    for (let s = start; s < end; s++) if (key[received.rows[s]] >= 0) mine[key[received.rows[s]]] = 0;
  }
  return result;
}

/** Share of the parcels each person sends whose recipient gets parcels from several different unverified senders. */
export function sharedRecipientShare(
  persons: number,
  { sender, recipient, unverified }: Parcels,
  sent: ByPerson,
): Float32Array {
  const received = rowsOf(persons, recipient);
  const several = new Uint8Array(persons);
  for (let i = 0; i < persons; i++) {
    let first = -1;
    for (let s = received.offsets[i]; s < received.offsets[i + 1]; s++) {
      const r = received.rows[s];
      if (unverified[r] !== 1 || sender[r] < 0) continue;
      if (first === -1) first = sender[r];
      else if (sender[r] !== first) several[i] = 1;
    }
  }
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    let known = 0;
    let shared = 0;
    for (let s = sent.offsets[i]; s < sent.offsets[i + 1]; s++) {
      const to = recipient[sent.rows[s]];
      if (to < 0) continue;
      known++;
      shared += several[to];
    }
    if (known > 0) result[i] = shared / known;
  }
  return result;
}
