import { type Static, Type } from 'typebox';
import { Count, Instant } from './values.ts';

const Seconds = Type.Number({ minimum: 0, description: 'seconds' });

const Step = Type.Object(
  {
    step: Type.String(),
    seconds: Seconds,
    peak_resident_mb: Type.Number({ minimum: 0, description: 'highest resident memory up to the end of the step' }),
    rows: Type.Optional(Count('rows written')),
    reused: Type.Boolean({ description: 'the result of an earlier run with the same input was taken' }),
  },
  { additionalProperties: false },
);

const Run = Type.Object(
  {
    run_id: Type.String(),
    as_of: Instant('newest record the run may use'),
    model: Type.String(),
    persons: Count('persons found in the records'),
    contacts: Count('contact edges'),
    scored: Count('persons within the hop limit of an established case'),
    established: Type.Object(
      { user: Count('users'), retailer: Count('retailers'), supplier: Count('suppliers') },
      { additionalProperties: false, description: 'persons in established cases, by role' },
    ),
    steps: Type.Array(Step),
    notices: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);

const StoredTable = Type.Object(
  { table: Type.String(), rows: Count('rows'), batches: Count('batches') },
  { additionalProperties: false },
);

export const StatusAnswer = Type.Object(
  {
    engine_version: Type.String(),
    model: Type.String(),
    tables: Type.Array(StoredTable),
    runs: Type.Array(Run, { description: 'newest first' }),
    notices: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type StatusAnswer = Static<typeof StatusAnswer>;
