/** Quoting and the few expressions that look alike in every engine but mean different things. */

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

/**
 * Whole-number division that rounds down, also below zero. `/` divides whole numbers differently from
 * engine to engine and `//` exists in one; the quotient of a double is exact here below 2^53.
 */
export function floorDivision(dividend: string, divisor: string | number): string {
  return `cast(floor(cast(${dividend} as DOUBLE) / ${divisor}) as BIGINT)`;
}

/** The day of an instant, counted from 1970-01-01 on the clock of the data set. */
export function localDay(at: string, utcOffsetSeconds: number | string): string {
  return floorDivision(`${at} + ${utcOffsetSeconds}`, 86400);
}

/** The hour of an instant on the clock of the data set, 0 to 23. */
export function localHour(at: string, utcOffsetSeconds: number | string): string {
  const hours = floorDivision(`${at} + ${utcOffsetSeconds}`, 3600);
  return `(${hours} - 24 * ${localDay(at, utcOffsetSeconds)})`;
}
