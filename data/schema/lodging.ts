import { instant, instantOrEmpty, table, text, textOrEmpty } from './field.ts';

export const lodging = table({
  name: 'lodging',
  kind: 'event',
  about: 'One guest in one room of a hotel.',
  key: ['record_id'],
  ordered: [['check_in', 'check_out']],
  fields: {
    record_id: text('unique within the data set'),
    place_id: text('the hotel, a key of `place`'),
    check_in: instant('arrival'),
    check_out: instantOrEmpty('departure; empty while the guest is still there'),
    room: textOrEmpty('room number within the hotel'),
    booking_id: textOrEmpty('the booking the stay belongs to'),
    guest_name: textOrEmpty('name as written at the desk', { guard: 'identifier' }),
    id_no: textOrEmpty('national id shown at the desk', { guard: 'identifier' }),
    phone: textOrEmpty('phone left at the desk', { guard: 'identifier' }),
    plate: textOrEmpty('plate of the car in the yard', { guard: 'identifier' }),
  },
});
