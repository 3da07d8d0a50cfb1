import type { TableName } from '../../data/schema/index.ts';
import type { BatchContent } from '../ingest/index.ts';
import type { Established } from '../resolve/index.ts';
import { roles } from '../types.ts';

const daySeconds = 86400;

const without: Partial<Record<TableName, string>> = {
  lodging:
    'No lodging records: contacts by room, booking and hotel night, and habits of staying, could not be computed.',
  transport: 'No transport records: contacts by order, seat and service, and habits of travel, could not be computed.',
  checkpoint: 'No checkpoint records: convoys and passages could not be computed.',
  parcel: 'No parcel records: parcel contacts and habits of sending and receiving could not be computed.',
  call: 'No call records: call contacts and phone habits could not be computed.',
  place: 'No register of places: areas and distances to the border are missing.',
};

/** What the reader of a ranking must know about what it was made from, in sentences. */
export function noticesOf(
  batches: readonly BatchContent[],
  loaded: (table: TableName) => boolean,
  established: Established,
  { cappedPassages, cappedScouts }: { readonly cappedPassages: number; readonly cappedScouts: number },
  dates: { readonly asOf: number; readonly newest: number | undefined },
): string[] {
  const notices = Object.entries(without).flatMap(([table, sentence]) =>
    loaded(table as TableName) ? [] : [sentence],
  );
  if (batches.some(({ dataset }) => dataset.warrantNotRequired)) {
    notices.push('warrant none-required: this is published research data, whose call rows need no authorisation.');
  }
  const zones = [...new Set(batches.map(({ dataset }) => dataset.timezone))];
  if (zones.length > 1)
    notices.push(
      `The data sets of this home name ${zones.length} time zones (${zones.join(', ')}); hours of day are those of ${zones.at(-1)}.`,
    );
  const missing = roles.filter((role) => established.byRole[role].length === 0);
  if (missing.length === roles.length)
    notices.push('No established case: nobody is within reach of one, so nobody is scored.');
  else if (missing.length > 0) notices.push(`No established ${missing.join(' or ')} in the cases.`);
  const twice = roles.flatMap((role) => [...established.byRole[role]]).length - distinctOf(established);
  if (twice > 0) notices.push(`${twice} persons are established in more than one role; they count in each.`);
  if (dates.newest !== undefined && dates.asOf - dates.newest > daySeconds)
    notices.push(
      `The date lies ${Math.floor((dates.asOf - dates.newest) / daySeconds)} days after the newest record: recent habits look like silence.`,
    );
  if (cappedPassages > 0) {
    notices.push(
      `${cappedPassages} checkpoint passages were left out of the convoys: their gate was too busy at that minute.`,
    );
  }
  if (cappedScouts > 0) {
    notices.push(
      `${cappedScouts} checkpoint passages were not looked at for who drives ahead of whom: too many came through after them.`,
    );
  }
  return notices;
}

function distinctOf({ byRole }: Established): number {
  return new Set(roles.flatMap((role) => [...byRole[role]])).size;
}
