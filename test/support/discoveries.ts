import type { ContactRow } from './events.ts';

export interface Discoveries {
  readonly channel: string;
  readonly q: number;
  readonly found: number;
  readonly wrong: number;
}

/** How many pairs pass at each q, and how many of them are none of the planted pairs (0,1), (2,3) ... */
export function discoveriesOf(contacts: readonly ContactRow[], ties: number, qs: readonly number[]): Discoveries[] {
  const planted = ({ a, b }: ContactRow): boolean => b === a + 1 && a % 2 === 0 && a < 2 * ties;
  const channels = [...new Set(contacts.map(({ channel }) => channel))].sort();
  return channels.flatMap((channel) =>
    qs.map((q) => {
      const passed = contacts.filter((row) => row.channel === channel && row.log10_q <= Math.log10(q));
      return { channel, q, found: passed.length, wrong: passed.filter((row) => !planted(row)).length };
    }),
  );
}
