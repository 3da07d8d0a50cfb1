/** What differs between SQL engines in linkage; everything else stays in the neutral subset. */
export interface Dialect {
  /** Jaro-Winkler similarity in [0, 1]. */
  jaroWinkler(a: string, b: string): string;
  /** Edits incl. swaps of neighbours, in bytes: one Han character is up to three. */
  damerauLevenshtein(a: string, b: string): string;
  levenshtein(a: string, b: string): string;
  /** Share of common words, in [0, 1]. */
  wordOverlap(a: string, b: string): string;
  /** Letters without their accents. */
  plainLetters(a: string): string;
  /** All matches of a regular expression replaced by a text. */
  replaceAll(a: string, pattern: string, by: string): string;
  matches(a: string, pattern: string): string;
  /** The group of the first match, '' where none. */
  extract(a: string, pattern: string, group: number): string;
  /** Words of a text in alphabetical order. */
  sortedWords(a: string): string;
  /** A row a word: a select-list item. */
  eachWord(a: string): string;
  /** One bit of a BIGINT, 0 to 62; the number of bits set. */
  bitAt(place: string): string;
  bitsSet(a: string): string;
  /** Writes a query to a CSV file with a header. */
  writeCsv(query: string, file: string): string;
  /** A file as a relation of text columns in file order. */
  readFile(file: string): string;
}

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const duckdbDialect: Dialect = Object.freeze({
  jaroWinkler: (a: string, b: string) => `jaro_winkler_similarity(${a}, ${b})`,
  damerauLevenshtein: (a: string, b: string) => `damerau_levenshtein(${a}, ${b})`,
  levenshtein: (a: string, b: string) => `levenshtein(${a}, ${b})`,
  wordOverlap: (a: string, b: string) =>
    `(len(list_intersect(string_split(${a}, ' '), string_split(${b}, ' '))) * 1.0
      / len(list_distinct(list_concat(string_split(${a}, ' '), string_split(${b}, ' ')))))`,
  plainLetters: (a: string) => `strip_accents(${a})`,
  replaceAll: (a: string, pattern: string, by: string) => `regexp_replace(${a}, ${quote(pattern)}, ${quote(by)}, 'g')`,
  matches: (a: string, pattern: string) => `regexp_matches(${a}, ${quote(pattern)})`,
  extract: (a: string, pattern: string, group: number) => `regexp_extract(${a}, ${quote(pattern)}, ${group})`,
  sortedWords: (a: string) => `list_aggregate(list_sort(string_split(${a}, ' ')), 'string_agg', ' ')`,
  eachWord: (a: string) => `unnest(string_split(${a}, ' '))`,
  bitAt: (place: string) => `(cast(1 as BIGINT) << cast(${place} as INTEGER))`,
  bitsSet: (a: string) => `bit_count(${a})`,
  writeCsv: (query: string, file: string) => `copy (${query}) to ${quote(file)} (format csv, header true)`,
  readFile: (file: string) => {
    if (/\.parquet$/i.test(file)) return `read_parquet(${quote(file)})`;
    if (/\.(ndjson|jsonl)$/i.test(file)) return `read_json(${quote(file)}, format = 'newline_delimited')`;
    return `read_csv(${quote(file)}, all_varchar = true, header = true, null_padding = true)`;
  },
});
