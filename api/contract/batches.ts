import { type Static, Type } from 'typebox';
import { Count, Shape, TextOrNull } from './values.ts';

export const tables = [
  'lodging',
  'transport',
  'checkpoint',
  'parcel',
  'call',
  'place',
  'person',
  'subscription',
  'vehicle',
  'authorisation',
  'case_person',
] as const;
const Table = Type.Enum([...tables], { description: 'table of the data contract' });

export const BatchId = Type.String({ pattern: '^[0-9a-f]{8,64}$', description: 'follows from what was loaded' });
export const BatchPath = Shape({ id: BatchId });

export const UploadQuery = Shape({
  table: Table,
  timezone: Type.Optional(
    Type.String({
      pattern: '^([A-Za-z_+-]+(/[A-Za-z0-9_+-]+){0,2}|[+-][0-9]{2}:?[0-9]{2})$',
      maxLength: 64,
      description: 'zone of the hours of day, as an IANA name or an offset; default Asia/Shanghai',
    }),
  ),
  map: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 8192,
      description:
        'how the columns of the file become those of the table, as JSON: an entry of a map file without file and table, such as {"rename":{"From":"caller"},"recordId":"row"}',
    }),
  ),
});

/** The media types of an upload, and how ingest reads them. */
export const uploadFormats = Object.freeze({
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
  'application/vnd.apache.parquet': 'parquet',
} as const);
const file = (description: string) => ({ schema: Type.Unsafe<unknown>({ description }) });

/** The bytes of one file; they are read as a stream, so no schema looks into them. */
export const UploadBody = {
  content: {
    'application/x-ndjson': file('one JSON object a line'),
    'text/csv': file('UTF-8 with a header'),
    'application/vnd.apache.parquet': file('a Parquet file'),
  },
};
export const UploadHeaders = Type.Object({
  'idempotency-key': Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    description: 'one a request; the same request under the same key gets the same answer for thirty days',
  }),
});

const counts = {
  seen: Count('rows of the file: accepted + quarantined + duplicate + refused'),
  accepted: Count('rows taken in'),
  quarantined: Count('rows with a fault, kept aside'),
  duplicate: Count('rows that were there already'),
  refused: Count('rows that may not come in, such as calls without a warrant'),
  codes: Type.Record(Type.String(), Type.Integer(), { description: 'why rows were not accepted, by code' }),
  examples: Type.Array(
    Shape({
      line: Count('line of the file'),
      column: TextOrNull('column at fault'),
      code: Type.String(),
      reason: Type.String({ description: 'in words; never holds a value of the row' }),
    }),
  ),
};

export const UploadAnswer = Shape({
  batch: BatchId,
  table: Table,
  already_loaded: Type.Boolean({ description: 'these bytes were loaded before: nothing changed, all counts are 0' }),
  ...counts,
  notices: Type.Array(Type.String()),
});
export type UploadAnswer = Static<typeof UploadAnswer>;

export const BatchAnswer = Shape({
  id: BatchId,
  sequence: Count('place in the order in which batches came'),
  timezone: Type.String(),
  tables: Type.Array(Shape({ table: Table, rows: Count('rows that are there now') })),
  files: Type.Array(Shape({ table: Type.Unsafe<string | null>({ type: ['string', 'null'] }), ...counts }), {
    description: 'the account of each file as it was when it came in',
  }),
});
export type BatchAnswer = Static<typeof BatchAnswer>;

export const BatchesQuery = Shape({
  before: Type.Optional(Type.Integer({ minimum: 0, description: 'batches that came before this sequence' })),
  top: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});
export const BatchesAnswer = Shape({
  batches: Type.Array(BatchAnswer, { description: 'newest first' }),
  total: Count('batches there are'),
});
export type BatchesAnswer = Static<typeof BatchesAnswer>;
