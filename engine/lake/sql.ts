/** Quoting for the few places where a value must stand in SQL text. */

/** A string literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A quoted name. */
export function name(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** One or several Parquet files as a relation. */
export function parquet(files: readonly string[]): string {
  return `read_parquet([${files.map(text).join(', ')}])`;
}
