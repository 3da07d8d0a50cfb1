import { commonSource, sourceLift } from '../kernel/common-source.ts';
import { onward } from '../kernel/onward.ts';
import { caseRoles } from './case-words.ts';
import { allSeeds, ifOthers, marked, type Seeds } from './cases.ts';
import { fact, lift, share } from './family.ts';
import type { FlatEvents } from './flat-events.ts';
import type { Columns, Fact } from './types.ts';

const cases = ['case_person.role', 'case_person.established_at'];
const parcels = [
  'parcel.sent_at',
  'parcel.from_place',
  'parcel.sender_id_no',
  'parcel.sender_phone',
  'parcel.recipient_phone',
];
const meets = [
  'lodging.place_id',
  'lodging.check_in',
  'transport.depart_at',
  'checkpoint.passed_at',
  'place.border_km',
];

/** Patterns of the trade between several people: relay, common senders, common outlets. */
export const patternFacts: readonly Fact[] = [
  fact('movement', 'onward_share', {
    ...share,
    reason: 'Relay: meets somebody in a hotel and travels inland within a day.',
    reasonZh: '接力：在旅馆与人会面后一天内前往内地。',
    sources: meets,
  }),
  fact('movement', 'other_onward_share', {
    ...share,
    reason: 'Relay: meets somebody in a hotel who then travels inland within a day.',
    reasonZh: '接力：在旅馆会面的人一天内前往内地。',
    sources: meets,
  }),
  fact('cases', 'case_onward', {
    unit: 'meetings per 30 days',
    range: [0, null],
    reason: 'Meets an established person in a hotel and travels inland within a day.',
    reasonZh: '在旅馆与已认定人员会面后一天内前往内地。',
    sources: [...cases, ...meets],
  }),
  fact('cases', 'case_travels', {
    unit: 'meetings per 30 days',
    range: [0, null],
    reason: 'Meets an established person in a hotel who then travels inland.',
    reasonZh: '在旅馆会面的已认定人员随后前往内地。',
    sources: [...cases, ...meets],
  }),
  fact('cases', 'common_sender_share', {
    ...share,
    reason: 'Unverified senders who also send to established people.',
    reasonZh: '未实名寄件人同时也寄给已认定人员。',
    sources: [...cases, ...parcels],
  }),
  ...caseRoles.map((role) =>
    fact('cases', `outlet_lift_${role}`, {
      ...lift,
      reason: `Parcels come from outlets that serve established ${role}s.`,
      reasonZh: '包裹来自也为已认定人员寄件的网点。',
      sources: [...cases, ...parcels],
    }),
  ),
];

/** A person's own label never counts here either. */
export function patternFeatures(events: FlatEvents, seeds: Seeds): Columns {
  const { persons, parcels: sent, journal, utcOffsetSeconds, days } = events;
  const isSeed = marked(persons, allSeeds(seeds));
  const relay = onward(journal, utcOffsetSeconds, isSeed);
  const result: Columns = new Map([
    ['onward_share', relay.ownShare],
    ['other_onward_share', relay.otherShare],
    [
      'case_onward',
      ifOthers(
        relay.ownAfterCase.map((met) => (met * 30) / days),
        isSeed,
      ),
    ],
    [
      'case_travels',
      ifOthers(
        relay.caseTravels.map((met) => (met * 30) / days),
        isSeed,
      ),
    ],
    ['common_sender_share', ifOthers(commonSource(persons, sent, sent.received, sent.sender, isSeed), isSeed)],
  ]);
  for (const role of caseRoles)
    result.set(
      `outlet_lift_${role}`,
      sourceLift(persons, sent, sent.received, sent.from, marked(persons, seeds[role])),
    );
  return result;
}
