import { type ErrorKind, ExcavatorError } from '../kernel/errors.ts';

/** What becomes of a row; `stop` ends the whole ingest before anything is stored. */
export type Outcome = 'quarantined' | 'duplicate' | 'refused' | 'stop';

export interface Code {
  readonly outcome: Outcome;
  /** One English sentence; for rows it follows the name of the column. */
  readonly sentence: string;
  readonly advice: string;
  readonly kind?: ErrorKind;
}

const fix = 'Correct the row in the source and load it again.';
const row = (outcome: Outcome, sentence: string, advice = fix): Code => Object.freeze({ outcome, sentence, advice });
const stop = (sentence: string, advice: string, kind: ErrorKind = 'data'): Code =>
  Object.freeze({ outcome: 'stop', sentence, advice, kind });

/** Every code of ingest. A row carries one code: the first that holds, in the order of the table's columns. */
export const codes = Object.freeze({
  required_empty: row('quarantined', 'is required and is empty'),
  wrong_type: row('quarantined', 'does not have the type of the column'),
  time_without_zone: row(
    'quarantined',
    'is a time without an offset',
    'Write the offset, for example 2024-05-01T08:00:00+08:00, or name format and zone in --map.',
  ),
  value_not_listed: row('quarantined', 'is none of the values of the column'),
  out_of_bounds: row('quarantined', 'lies outside the bounds of the column'),
  future_date: row('quarantined', 'lies more than a day in the future', 'Check the clock and the zone of the source.'),
  order_violated: row('quarantined', 'lies before the instant it should follow'),
  exactly_one_violated: row('quarantined', 'are columns of which exactly one must be filled'),
  broken_utf8: row('quarantined', 'The row is not UTF-8.', 'Save the file as UTF-8 and load it again.'),
  control_character: row('quarantined', 'The row holds a NUL byte or a stray carriage return.'),
  too_few_fields: row('quarantined', 'The row has fewer fields than the header.'),
  too_many_fields: row('quarantined', 'The row has more fields than the header.'),
  quote_misplaced: row('quarantined', 'A quote stands where RFC 4180 allows none.', 'Double quotes inside a field.'),
  quote_unterminated: row('quarantined', 'A quote is opened and never closed.', 'Close the quote.'),
  record_too_long: row('quarantined', 'The record is longer than 1 MB.'),
  json_broken: row('quarantined', 'The line is not one JSON object.'),
  number_unsafe: row('quarantined', 'is a number too long to be read exactly', 'Write identifiers as text, in quotes.'),
  duplicate_id: row('duplicate', 'The key was already there in this data set.', 'Nothing: the first row is kept.'),
  duplicate_earlier: row('duplicate', 'The key was loaded by an earlier batch.', 'Nothing: the earlier row is kept.'),
  other_content: row(
    'quarantined',
    'The key was already there with other content.',
    'The first row is kept. Find out which one is right; give the other a key of its own, or correct the record.',
  ),
  no_warrant: row(
    'refused',
    'No authorisation covers caller or callee at that time.',
    'Load the authorisation (and the subscription of its subject) with or before the calls.',
  ),
  basis_not_established: row(
    'refused',
    'is a look by police, not an established fact',
    'Give a conviction, a seizure, a treatment record or an adjudicated statement.',
  ),
  folder_missing: stop('The folder of the data set cannot be read.', 'Give the path of a folder of tables.', 'usage'),
  no_tables: stop('The folder holds no table.', 'Name files after the tables, or describe them with --map.'),
  truth_in_dataset: stop(
    'The data set holds truth, which only evaluate may read.',
    'Move the file out of the folder and pass it to evaluate --truth.',
  ),
  empty_file: stop('The file is empty.', 'Export it again, or remove it: a table may be missing.'),
  no_header: stop(
    'The first line is no header: none of its names is a column of the table.',
    'Put the column names, separated by commas, on the first line, or describe the file with --map.',
  ),
  unknown_column: stop(
    'The file has columns that the table does not know.',
    'Rename them with --map or leave them out with --ignore.',
  ),
  missing_column: stop('The file lacks required columns.', 'Export them, or rename or fill them with --map.'),
  duplicate_column: stop('Two columns of the file have the same meaning.', 'Leave one out, or rename it with --map.'),
  column_type_unfit: stop(
    'A Parquet column has a type that the contract cannot read.',
    'Write identifiers as text and instants as BIGINT epoch seconds.',
  ),
  file_unreadable: stop('The file cannot be read.', 'Check its rights and its disk, then load it again.', 'resource'),
  file_changed: stop('The file changed while it was read.', 'Wait until its writer is done, then load it again.'),
  parquet_unreadable: stop('The Parquet file is damaged or cut off.', 'Copy or export it again.'),
  expands_too_much: stop(
    'The Parquet file holds more, once unpacked, than an upload may.',
    'Send it in parts, or load it on the machine itself: `excavator ingest`.',
  ),
  map_unreadable: stop('The map file cannot be read as JSON.', 'Give the path of a JSON file to --map.', 'usage'),
  map_invalid: stop(
    'The map file is not shaped as it should be.',
    'See engine/ingest/README.md for the shape.',
    'usage',
  ),
  dataset_note_invalid: stop('dataset.json is not shaped as it should be.', 'See contract.md for its fields.'),
  not_synthetic: stop(
    'This home was made by demo and takes synthetic data only.',
    'Use another --home, or declare "synthetic": true in dataset.json if a generator made the data.',
    'forbidden',
  ),
  accounting_broken: stop('The rows of a file do not add up; nothing was kept.', 'Report this file.', 'internal'),
} satisfies Record<string, Code>);

export type CodeName = keyof typeof codes;

/** The error of a code that ends the ingest. */
export function refusal(
  code: CodeName,
  place: { readonly where?: string; readonly got?: string; readonly expected?: string } = {},
): ExcavatorError {
  const { sentence, advice, kind } = codes[code] as Code;
  return new ExcavatorError({ code, kind: kind ?? 'data', what: sentence, ...place, advice });
}
