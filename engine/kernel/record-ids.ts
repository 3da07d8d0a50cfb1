const escapes: Readonly<Record<string, string>> = { '%20': ' ', '%2B': '+', '%25': '%' };

/**
 * Record ids of a list as the lake keeps it: a space between meetings, a plus between the two records of a pair,
 * and these two (and the percent sign) escaped inside an id. Each id once, in the order of the list.
 */
export function recordIdsOf(list: string): string[] {
  const ids = list.split(/[ +]/).filter((id) => id !== '');
  return [...new Set(ids.map((id) => id.replace(/%(?:20|2B|25)/g, (code) => escapes[code] ?? code)))];
}

/** A list as the lake keeps it, of ids as the sources wrote them. */
export function recordList(ids: readonly string[]): string {
  return ids.map(escapedRecordId).join(' ');
}

/** One id as it stands in a list. */
export function escapedRecordId(id: string): string {
  return id.replaceAll('%', '%25').replaceAll(' ', '%20').replaceAll('+', '%2B');
}
