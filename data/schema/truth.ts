import { oneOf, table, textOrEmpty } from './field.ts';

/** Evaluation only: never inside a data set's folder, and ingest refuses it. */
export const truth = table({
  name: 'truth',
  kind: 'register',
  about: 'What a synthetic person really is. Only `evaluate` reads it.',
  key: ['id_no', 'phone'],
  exactlyOne: [['id_no', 'phone']],
  fields: {
    id_no: textOrEmpty('the person', { guard: 'identifier' }),
    phone: textOrEmpty('the phone, where the person has no id', { guard: 'identifier' }),
    role: oneOf(['none', 'user', 'retailer', 'supplier'], 'the true role'),
    network_id: textOrEmpty('the supply network'),
    pattern: textOrEmpty('the supply pattern the person takes part in'),
    lookalike: textOrEmpty('the kind of innocent look-alike'),
  },
});
