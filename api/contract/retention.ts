import { type Static, Type } from 'typebox';
import { Count, CountOrNull, LeadId, Reason, Shape } from './values.ts';

/** What would go, or went. */
export const GoneAnswer = Shape({
  tables: Type.Array(
    Shape({ table: Type.String(), rows: Count('rows'), before: CountOrNull('older than this instant, epoch seconds') }),
  ),
  leads: Type.Array(LeadId, { description: 'leads that cite a record that goes' }),
  models: Type.Array(Type.String(), { description: 'models trained on records that go' }),
  models_unsure: Type.Array(Type.String(), {
    description: 'those of them that do not say from which records they learnt, so that they may have been others',
  }),
});
export type GoneAnswer = Static<typeof GoneAnswer>;

export const CorrectionBody = Shape({
  table: Type.Enum(['lodging', 'transport', 'checkpoint', 'parcel', 'call']),
  record: Type.String({ minLength: 1, maxLength: 128, description: 'record id as a lead shows it' }),
  reason: Reason,
  set: Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-z_]{1,64}$' }), Type.String({ maxLength: 500 }), {
      minProperties: 1,
      maxProperties: 20,
      description: 'new values by column; without it the record is erased',
    }),
  ),
});
