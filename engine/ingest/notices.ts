import type { Identified } from './identify.ts';
import type { Loaded } from './load.ts';
import type { BatchContent } from './types.ts';

export const warrantNotRequired =
  'This data set declares "warrant": "none-required": its calls were admitted without one.';
export const nothingNew = 'Every file was loaded before: nothing changed.';

/** Columns left out, files without rows, names of --ignore that no file has. */
export function ofLoad(files: readonly Identified[], loaded: Loaded, ignore: readonly string[]): readonly string[] {
  const notices: string[] = [];
  const leftOut = new Set<string>();
  for (const { plan } of files) {
    const ignored = loaded.ignored.get(plan.index);
    if (ignored === undefined) continue;
    for (const name of ignored) leftOut.add(name);
    if (ignored.length > 0) notices.push(`${plan.found.relative}: left out ${ignored.join(', ')}.`);
    if (loaded.seen.get(plan.index) === 0) notices.push(`${plan.found.relative} holds no rows.`);
  }
  const unused = ignore.filter((name) => !leftOut.has(name));
  if (unused.length > 0) notices.push(`--ignore names ${unused.join(', ')}, which no file has.`);
  return notices;
}

export function ofQuarantine({ files, sequence }: BatchContent): readonly string[] {
  const rows = files.reduce((sum, { quarantined }) => sum + quarantined, 0);
  return rows === 0 ? [] : [`${rows} rows are in quarantine.parquet of batch ${sequence}, in the sealed zone.`];
}

/** The zone of a batch is fixed when its records come in; a note that says another one later changes nothing. */
export function zoneOfRecords(now: string, before: readonly BatchContent[]): readonly string[] {
  const zones = [...new Set(before.map(({ dataset }) => dataset.timezone))];
  if (zones.length === 0 || zones.includes(now)) return [];
  return [
    `dataset.json names the zone ${now}; the records loaded before keep ${zones.join(', ')}. To read them in another zone, load them into a new --home.`,
  ];
}
