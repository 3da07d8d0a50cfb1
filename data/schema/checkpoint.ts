import { instant, oneOfOrEmpty, table, text, textOrEmpty } from './field.ts';

export const checkpoint = table({
  name: 'checkpoint',
  kind: 'event',
  about: 'One person or one vehicle passing a checkpoint.',
  key: ['record_id'],
  fields: {
    record_id: text('unique within the data set'),
    place_id: text('the checkpoint, a key of `place`'),
    passed_at: instant('when it passed'),
    direction: oneOfOrEmpty(['in', 'out'], 'towards the border area or away from it'),
    lane: textOrEmpty('lane number'),
    plate: textOrEmpty('plate as read', { guard: 'identifier' }),
    vehicle_type: textOrEmpty('car, truck, bus, motorbike and so on'),
    person_name: textOrEmpty('name as read', { guard: 'identifier' }),
    id_no: textOrEmpty('national id as read', { guard: 'identifier' }),
  },
});
