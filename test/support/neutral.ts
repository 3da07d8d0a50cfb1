/** Functions and keywords before a bracket that DuckDB and Spark read alike. */
const shared = new Set(
  'abs and as ascii avg by cast ceil coalesce count distinct exists floor from having if in is join lag least lead left length lower max min not nullif on or over partition power regexp_extract replace right round row_number select sqrt substr sum then try_cast union upper values when where with all else case end between distinct greatest'.split(
    ' ',
  ),
);

/** What no statement may hold, and why. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/\binterval\b/i, 'interval arithmetic'],
  [/\bqualify\b/i, 'QUALIFY'],
  [/\basof\b/i, 'ASOF join'],
  [/\b(group|order) by all\b/i, 'GROUP BY ALL'],
  [/\bdistinct on\b/i, 'DISTINCT ON'],
  [/\*\s*(exclude|replace)\s*\(/i, 'select-list editing'],
  [/\bfilter ?\(/i, 'FILTER clause'],
  [/\b(lateral|unnest|pivot|positional|semi join|anti join)\b/i, 'engine-specific clause'],
  [/::/, 'cast by ::'],
  [/\bvarchar\b/i, 'VARCHAR without a length, which Spark calls STRING'],
  [/\\/, 'a backslash outside a text'],
  [/\/\//, 'floor division by //'],
  [/(?<!as DOUBLE\)(?: \* \d+)? ?)\//, 'division of what may be whole numbers'],
  [/\[/, 'arrays and brackets'],
  [/\b(timestamp|date|now|current_date|epoch)\b/i, 'time types'],
  [/\b(random|uuid|hash|md5)\b/i, 'chance and hashes'],
  [/(?<!cast\()\bsum\(/i, 'a sum whose type depends on the engine'],
];

/** `$` at the end of a pattern stands before a last line's end in Java, and nowhere else. */
const lineEnd = /regexp_\w+\([^']*'(?:[^']|'')*\$'/i;

/** Why a statement is outside the subset that DuckDB and Spark read alike; empty when it is inside. */
export function faultsOf(statement: string): string[] {
  const bare = statement.replace(/'(?:[^']|'')*'/g, "''").replace(/"[^"]*"/g, 'quoted');
  const faults = refused.filter(([pattern]) => pattern.test(bare)).map(([, why]) => why);
  if (lineEnd.test(statement)) faults.push('$ in a pattern: say \\z');
  for (const [, word] of bare.matchAll(/([A-Za-z_]+) ?\(/g)) {
    if (word !== undefined && !shared.has(word.toLowerCase()) && !rowSources.has(word.toLowerCase()))
      faults.push(`function ${word}`);
  }
  return faults;
}

/** `range(0, n) as t(c)` is a table of whole numbers in both; a name before its columns is no function. */
const rowSources = new Set(['range', 'nights']);
