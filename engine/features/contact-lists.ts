import { type Channel, channels, config } from '../config/index.ts';
import { byChannel, grouped } from '../kernel/by-channel.ts';
import { buildCsr, type Csr } from '../kernel/csr.ts';

/** log10 of the q at which a contact counts as tested. */
export const testedMost = Math.log10(config.contacts.falseDiscoveryMost);

/** Contacts of all channels as flat lists; `channel` indexes the list of channels. */
export interface ContactLists {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly channel: Uint8Array;
  readonly meetings: Float64Array;
}

/** Contacts with the outcome of their test. */
export interface TestedContacts extends ContactLists {
  /** log10 of the share of false discoveries at which the contact still passes. */
  readonly log10Q: Float64Array;
  /** -log10 p, at least 0. */
  readonly surprise: Float32Array | Float64Array;
  /** Convoys only, else NaN: |mean lag| / (|mean lag| + its spread), 1 when one keeps the same distance behind the other. */
  readonly lagSteadiness: Float32Array | Float64Array;
}

/** Contacts channel by channel: those of channel c are numbers `offsets[c]` to `offsets[c + 1]`. */
export interface GroupedContacts {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly meetings: Float64Array;
  readonly offsets: Uint32Array;
}

/** Nothing is copied where the lists come grouped by channel, as `readContacts` gives them. */
export function groupedContacts({ a, b, channel, meetings }: ContactLists): GroupedContacts {
  const by = byChannel(channel, channels.length);
  return { a: grouped(a, by), b: grouped(b, by), meetings: grouped(meetings, by), offsets: by.offsets };
}

/** Start and end of one channel's contacts. */
export function spanOf({ offsets }: Pick<GroupedContacts, 'offsets'>, channel: number): readonly [number, number] {
  return [offsets[channel] as number, offsets[channel + 1] as number];
}

/**
 * The graph of some channels' contacts, weighted by meetings.
 * @param tested of those that passed their test only
 */
export function contactsOf(
  order: number,
  contacts: ContactLists & Partial<TestedContacts>,
  of: readonly Channel[],
  tested = false,
): Csr {
  const { a, b, channel, meetings, log10Q } = contacts;
  const wanted = Uint8Array.from(channels, (name) => Number(of.includes(name)));
  const counts = (e: number): boolean =>
    wanted[channel[e] as number] === 1 && (!tested || (log10Q?.[e] as number) <= testedMost);
  let size = 0;
  for (let e = 0; e < a.length; e++) if (counts(e)) size++;
  const [from, to, weights] = [new Int32Array(size), new Int32Array(size), new Float64Array(size)];
  for (let e = 0, next = 0; e < a.length; e++) {
    if (!counts(e)) continue;
    from[next] = a[e] as number;
    to[next] = b[e] as number;
    weights[next++] = meetings[e] as number;
  }
  return buildCsr(order, from, to, weights);
}
