import { filledSingles } from '../kernel/filled.ts';
import { hubSuccession } from '../kernel/motif-succession.ts';
import { timedEdges } from '../kernel/timed-edges.ts';
import type { Lake } from '../lake/index.ts';
import { count, fact } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const numbers = ['call.caller', 'call.callee', 'call.started_at', 'parcel.recipient_phone', 'parcel.sent_at'];
const windowSeconds = 30 * 86400;
/** One contact in common is chance; a hub has several. */
const hubContacts = 2;

/** Numbers that follow one another. */
export const phoneFacts: readonly Fact[] = [
  fact('calls', 'phone_succession_probability', {
    unit: 'probability',
    range: [0, 1],
    reason: 'Burner phones: a number of this person took over from another one, or was given up for one.',
    reasonZh: '频繁换号：此人的号码接替了另一号码，或被另一号码接替。',
    sources: numbers,
  }),
  fact('calls', 'contacts_taken_up', {
    ...count('persons'),
    reason: 'Appears within 30 days of the silence of somebody else and is in touch with the same people.',
    reasonZh: '在另一人沉寂后30天内出现，并与同一批人联系。',
    sources: numbers,
  }),
  fact('calls', 'contacts_handed_on', {
    ...count('persons'),
    reason: 'Falls silent, and within 30 days somebody new is in touch with the same people.',
    reasonZh: '此人沉寂后30天内，有新出现的人与同一批人联系。',
    sources: numbers,
  }),
];

/** Hubs with successive numbers that resolve did not find to be one person; missing without calls and parcels. */
export function phoneFeatures({ persons, calls, parcels }: FlatEvents): Columns {
  const { sender, recipient } = parcels;
  const kept = (_: number, r: number): boolean =>
    (sender[r] as number) >= 0 && (recipient[r] as number) >= 0 && sender[r] !== recipient[r];
  const caller = callers(calls, persons);
  const sources = joined(caller, sender.filter(kept));
  const targets = joined(calls.other, recipient.filter(kept));
  const seconds = new Float64Array(sources.length);
  seconds.set(calls.at);
  seconds.set(parcels.at.filter(kept), calls.at.length);
  const found = hubSuccession(timedEdges(persons, sources, targets, seconds), windowSeconds);
  const seen = new Uint8Array(persons);
  for (const ends of [sources, targets]) for (const end of ends) seen[end] = 1;
  const column = (counts: Int32Array): Float32Array =>
    filledSingles(persons, (i) => {
      const shared = counts[i] as number;
      return seen[i] === 0 ? NaN : shared < hubContacts ? 0 : shared;
    });
  return new Map([
    ['contacts_taken_up', column(found.takenUp)],
    ['contacts_handed_on', column(found.handedOn)],
  ]);
}

/** Highest probability of a succession that a number of each person is part of; missing where there is none. */
export async function successionFeatures(lake: Lake, persons: number): Promise<Columns> {
  // An `or` in the key of the join would compare every finding with everybody.
  const table = await lake.columns(`
    with named as (
      select person_a as pseudonym, probability from identity_finding where kind = 'burner_succession'
      union all select person_b, probability from identity_finding where kind = 'burner_succession'
    )
    select p.person, max(n.probability) as probability from named n join person p on p.pseudonym = n.pseudonym
    group by p.person order by p.person`);
  const column = new Float32Array(persons).fill(NaN);
  const [who, probability] = [table.columns.person?.values, table.columns.probability?.values];
  for (let r = 0; r < table.rows; r++) column[who?.[r] as number] = probability?.[r] as number;
  return new Map([['phone_succession_probability', column]]);
}

/** Whose side of a call each entry is. */
function callers({ by }: FlatEvents['calls'], persons: number): Int32Array {
  const result = new Int32Array(by.rows.length);
  for (let i = 0; i < persons; i++)
    for (let s = by.offsets[i] as number; s < (by.offsets[i + 1] as number); s++) result[by.rows[s] as number] = i;
  return result;
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const result = new Int32Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}
