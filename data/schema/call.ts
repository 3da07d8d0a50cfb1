import { instant, integerOrEmpty, oneOfOrEmpty, table, text, textOrEmpty } from './field.ts';

export const call = table({
  name: 'call',
  kind: 'event',
  about:
    'One call or message. Admitted only when `warrant_id` names an authorisation that covers the caller or the callee at `started_at`.',
  key: ['record_id'],
  fields: {
    record_id: text('unique within the data set'),
    caller: text('calling phone', { guard: 'identifier' }),
    callee: text('called phone', { guard: 'identifier' }),
    started_at: instant('start of the call'),
    duration_s: integerOrEmpty('length in seconds', { min: 0, max: 604800 }),
    kind: oneOfOrEmpty(['voice', 'sms'], 'voice call or message'),
    caller_cell: textOrEmpty('cell of the caller, a key of `place`'),
    callee_cell: textOrEmpty('cell of the callee, a key of `place`'),
    warrant_id: text('the authorisation under which the row was obtained'),
  },
});
