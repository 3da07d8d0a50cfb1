import { join } from 'node:path';

/** What makes Spark read the one SQL text as DuckDB does. Nothing here may be set by a user. */
const meaning = Object.freeze({
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
  'spark.sql.parser.escapedStringLiterals': 'false',
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.files.ignoreCorruptFiles': 'false',
  'spark.sql.files.ignoreMissingFiles': 'false',
});

/** What suits most clusters; `conf` of the settings goes before. What is spilled holds raw identifiers. */
const habits = Object.freeze({
  'spark.io.encryption.enabled': 'true',
  'spark.ui.enabled': 'false',
  'spark.ui.showConsoleProgress': 'false',
  'spark.sql.adaptive.coalescePartitions.parallelismFirst': 'false',
});

/** Spark's settings: what the process itself spills stays in its work folder; habits, over them the user's, over them what the results depend on. */
export function settingsOf(
  master: string,
  workDir: string,
  conf: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const spills = master.startsWith('local') ? { 'spark.local.dir': join(workDir, 'spill') } : {};
  return { ...habits, ...spills, ...conf, ...meaning };
}
