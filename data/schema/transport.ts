import { instant, instantOrEmpty, oneOf, table, text, textOrEmpty } from './field.ts';

export const transport = table({
  name: 'transport',
  kind: 'event',
  about: 'One passenger on one service: bus, train, flight, boat or hailed ride.',
  key: ['record_id'],
  ordered: [['depart_at', 'arrive_at']],
  fields: {
    record_id: text('unique within the data set'),
    mode: oneOf(['bus', 'train', 'flight', 'boat', 'ride'], 'means of transport'),
    service_id: text('the run: the same vehicle on the same day has the same service'),
    from_place: text('boarding place, a key of `place`'),
    to_place: text('alighting place, a key of `place`'),
    depart_at: instant('departure'),
    arrive_at: instantOrEmpty('arrival'),
    seat: textOrEmpty('seat as printed, for example 12A'),
    order_id: textOrEmpty('the order the ticket was bought with'),
    purchased_at: instantOrEmpty('when the ticket was bought'),
    passenger_name: textOrEmpty('name on the ticket', { guard: 'identifier' }),
    id_no: textOrEmpty('national id on the ticket', { guard: 'identifier' }),
    phone: textOrEmpty('phone given with the order', { guard: 'identifier' }),
  },
});
