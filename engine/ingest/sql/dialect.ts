import { sql } from '../../lake/index.ts';

/** What another SQL engine would say differently. */

export const fullMatch = (value: string, pattern: string): string =>
  `regexp_full_match(${value}, ${sql.text(pattern)})`;

export const partMatch = (value: string, pattern: string): string => `regexp_matches(${value}, ${sql.text(pattern)})`;

export const jsonObject = (members: readonly (readonly [name: string, value: string])[]): string =>
  `cast(json_object(${members.map(([name, value]) => `${sql.text(name)}, ${value}`).join(', ')}) as varchar)`;

export const replaced = (value: string, pattern: string, replacement: string): string =>
  `regexp_replace(${value}, ${sql.text(pattern)}, ${sql.text(replacement)})`;

/** Whole seconds since 1970 of a TIMESTAMP (as if it were UTC) or a TIMESTAMP WITH TIME ZONE. */
export const epochSeconds = (value: string): string => `cast(floor(epoch(${value})) as bigint)`;

/** Rows of a spool file: BIGINT line (or position), then text. */
export function spoolRelation(path: string, columns: readonly string[], multiline: boolean): string {
  const declared = columns.map((column, i) => `${sql.text(column)}: ${i === 0 ? "'BIGINT'" : "'VARCHAR'"}`);
  return `read_csv(${sql.text(path)}, columns = {${declared.join(', ')}}, header = false, auto_detect = false, delim = ',',
    quote = '"', escape = '"', nullstr = '', new_line = '\\n', max_line_size = 8388608, parallel = ${!multiline})`;
}

/** A Parquet file with the number of each row, from 0, as `file_row_number`. */
export const numberedParquet = (path: string): string => `read_parquet(${sql.text(path)}, file_row_number = true)`;
