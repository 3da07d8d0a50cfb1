/** Where the contacts of each channel are: those of channel c are numbers `offsets[c]` to `offsets[c + 1]`. */
export interface ByChannel {
  readonly offsets: Uint32Array;
  /** The contact at each of those numbers; absent where the lists stand in this order already. */
  readonly rows: Int32Array | undefined;
}

/** Groups contacts by channel, each group in the order of the lists; one pass where they are grouped already. */
export function byChannel(channel: Uint8Array, channels: number): ByChannel {
  const offsets = new Uint32Array(channels + 1);
  let grouped = true;
  for (let e = 0; e < channel.length; e++) {
    offsets[channel[e] + 1]++;
    if (e > 0 && channel[e] < channel[e - 1]) grouped = false;
  }
  for (let c = 0; c < channels; c++) offsets[c + 1] += offsets[c];
  if (grouped) return { offsets, rows: undefined };
  const cursor = offsets.slice();
  const rows = new Int32Array(channel.length);
  for (let e = 0; e < channel.length; e++) rows[cursor[channel[e]]++] = e;
  return { offsets, rows };
}

/** A column of the contacts in the order of the groups: the column itself where nothing moves. */
export function grouped<T extends Int32Array | Float32Array | Float64Array>(column: T, { rows }: ByChannel): T {
  if (rows === undefined) return column;
  const result = column.slice() as T;
  for (let at = 0; at < rows.length; at++) result[at] = column[rows[at]];
  return result;
}

/** The next free place of each contact's channel; moves the cursors on. */
export function nextPlaces(channel: Int32Array, cursor: Int32Array): Int32Array {
  const places = new Int32Array(channel.length);
  for (let e = 0; e < channel.length; e++) places[e] = cursor[channel[e]]++;
  return places;
}

type Flat = Int32Array | Uint8Array | Float32Array | Float64Array;

/** Puts values at places. */
export function putAt(into: Flat, places: Int32Array, values: Flat): void {
  for (let e = 0; e < places.length; e++) into[places[e]] = values[e];
}
