import { instant, instantOrEmpty, numberOrEmpty, table, text, textOrEmpty } from './field.ts';

export const parcel = table({
  name: 'parcel',
  kind: 'event',
  about: 'One parcel from an outlet to an outlet.',
  key: ['record_id'],
  ordered: [['sent_at', 'delivered_at']],
  fields: {
    record_id: text('unique within the data set'),
    waybill_no: text('number on the waybill'),
    from_place: text('outlet that took it in, a key of `place`'),
    to_place: text('outlet that handed it out, a key of `place`'),
    sent_at: instant('when it was taken in'),
    delivered_at: instantOrEmpty('when it was handed out'),
    carrier: textOrEmpty('parcel company'),
    sender_name: textOrEmpty('sender as written', { guard: 'identifier' }),
    sender_phone: textOrEmpty('phone of the sender as written', { guard: 'identifier' }),
    sender_id_no: textOrEmpty('national id shown by the sender', { guard: 'identifier' }),
    sender_address: textOrEmpty('address of the sender as written', { guard: 'identifier' }),
    recipient_name: textOrEmpty('recipient as written', { guard: 'identifier' }),
    recipient_phone: textOrEmpty('phone of the recipient as written', { guard: 'identifier' }),
    recipient_address: textOrEmpty('address of the recipient as written', { guard: 'identifier' }),
    goods: textOrEmpty('declared goods'),
    weight_kg: numberOrEmpty('weight in kilograms', { min: 0, max: 10000 }),
  },
});
