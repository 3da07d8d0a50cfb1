import { type TableName, tableByName, tableNames } from '../../data/schema/index.ts';
import { type Channel, channels } from '../config/index.ts';
import type { Feature } from './types.ts';

/** The columns of the contract behind a contact of each channel. */
const channelSources: Readonly<Record<Channel, readonly string[]>> = {
  room: ['lodging.place_id', 'lodging.room', 'lodging.check_in', 'lodging.check_out'],
  booking: ['lodging.booking_id', 'lodging.check_in'],
  hotel_night: ['lodging.place_id', 'lodging.check_in'],
  order: ['transport.order_id', 'transport.depart_at'],
  seat: ['transport.service_id', 'transport.seat', 'transport.depart_at'],
  service: ['transport.service_id', 'transport.depart_at'],
  convoy: ['checkpoint.place_id', 'checkpoint.direction', 'checkpoint.passed_at'],
  parcel: ['parcel.sender_id_no', 'parcel.sender_phone', 'parcel.recipient_phone', 'parcel.sent_at'],
  call: ['call.caller', 'call.callee', 'call.started_at'],
};

/**
 * Identifiers that a feature may count or find present or absent, because resolve has put person numbers in
 * their place. No feature reads one as a value: the tables it computes from do not hold them.
 */
const countedOnly: ReadonlySet<string> = new Set([
  'call.caller',
  'call.callee',
  'parcel.sender_id_no',
  'parcel.sender_phone',
  'parcel.recipient_phone',
]);

/** The columns of the contract that a feature is computed from; contacts are followed to their records. */
export function lineageOf(feature: Feature): readonly string[] {
  return feature.sources.flatMap((source) => {
    const [table, column] = source.split('.');
    if (table !== 'contact') return [source];
    return channels.find((channel) => channel === column) ? channelSources[column as Channel] : [source];
  });
}

/** Why features may not be built (oversight rule 6); empty when they may. */
export function lineageFaults(features: readonly Feature[]): readonly string[] {
  return features.flatMap((feature) => {
    if (feature.sources.length === 0) return [`${feature.name} names no source`];
    return lineageOf(feature).flatMap((source) => {
      const fault = faultOf(source);
      return fault === undefined ? [] : [`${feature.name} reads ${source}, ${fault}`];
    });
  });
}

function faultOf(source: string): string | undefined {
  const [table, column] = source.split('.');
  const known = tableNames.find((name): name is TableName => name === table);
  const field = known === undefined ? undefined : tableByName(known).fields[column ?? ''];
  if (field === undefined) return 'which the contract does not have';
  if (field.guard === 'audit') return 'which is for audits only';
  if (field.guard === 'identifier' && !countedOnly.has(source)) return 'which is an identifier';
  return undefined;
}
