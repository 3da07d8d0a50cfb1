import { join } from 'node:path';
import { type Channel, channels } from '../config/index.ts';
import type { Column, Lake } from '../lake/index.ts';
import { keepMetAgain } from './met-again.ts';
import {
  activityOf,
  allActivity,
  allContacts,
  type ChannelSql,
  channelSql,
  contactOf,
  countingSteps,
  edge,
  expectationSteps,
  noActivity,
  noContacts,
  tiedIn,
} from './sql/index.ts';
import { sweepConvoys } from './sweep-convoys.ts';
import { testChannel } from './test-channel.ts';
import type { ChannelReport, ContactOptions, Contacts } from './types.ts';

/** Events of persons (views over `tableFile`) -> `contact` and `edge`, written to `dir`. */
export async function findContacts(
  lake: Lake,
  tableFile: (table: string) => string,
  dir: string,
  onChannel: (channel: Channel, done: number) => void,
  options: ContactOptions = {},
): Promise<Contacts> {
  const { dialect } = lake;
  const utcOffsetSeconds = options.utcOffsetSeconds ?? 28800;
  const filled = new Set<string>();
  for (const table of ['stay', 'leg', 'passage', 'shipment', 'conversation']) {
    await lake.run(dialect.view(table, `select * from ${dialect.parquet([tableFile(table)])}`));
    const [rows] = await lake.rows<{ n: number }>(`select count(*) as n from ${table}`);
    if ((rows?.n ?? 0) > 0) filled.add(table);
  }
  const steps = channelSql(utcOffsetSeconds);
  const reports: [Channel, ChannelReport][] = [];
  let cappedScouts = 0;
  for (const [done, channel] of channels.entries()) {
    onChannel(channel, done);
    const sql = steps[channel];
    if (!filled.has(sql.source)) {
      await keepNothing(lake, channel);
      reports.push([channel, nothing]);
      continue;
    }
    const found = await contactsOf(lake, channel, sql, dir, utcOffsetSeconds);
    cappedScouts += found.cappedScouts;
    reports.push([channel, found.report]);
  }
  const contacts = await lake.writeParquet(
    `select * from (${allContacts}) as contact order by a, b, channel`,
    join(dir, 'contact.parquet'),
  );
  const edges = await lake.writeParquet(`select * from (${edge}) as fused order by a, b`, join(dir, 'edge.parquet'));
  await lake.writeParquet(
    `select * from (${allActivity}) as seen order by channel, side, person`,
    join(dir, 'activity.parquet'),
  );
  await writeChannels(lake, reports, join(dir, 'channel.parquet'));
  for (const table of ['channel', ...channels.flatMap((channel) => [`contact_${channel}`, `activity_${channel}`])])
    await lake.run(dialect.drop(table));
  const byChannel = Object.fromEntries(reports) as Record<Channel, ChannelReport>;
  const capped = Object.fromEntries(reports.map(([channel, report]) => [channel, report.capped]));
  return { contacts, edges, cappedPassages: byChannel.convoy.capped, cappedScouts, capped, channels: byChannel };
}

const nothing: ChannelReport = Object.freeze({
  pairs: 0,
  possible: 0,
  tested: 0,
  passesLog10P: 0,
  share: 0,
  capped: 0,
});

async function keepNothing({ run, dialect }: Lake, channel: Channel): Promise<void> {
  await run(dialect.keep(`contact_${channel}`, noContacts));
  await run(dialect.keep(`activity_${channel}`, noActivity));
}

/** A row a channel: what `why` needs to say what would have passed. */
async function writeChannels(
  lake: Lake,
  reports: readonly (readonly [Channel, ChannelReport])[],
  file: string,
): Promise<void> {
  const rows = reports.length;
  const valid = new Uint8Array(rows).fill(1);
  const numbers = (of: (report: ChannelReport) => number): Column => ({
    kind: 'float64',
    values: Float64Array.from(reports, ([, report]) => of(report)),
    valid,
  });
  await lake.createTable('channel', {
    rows,
    columns: {
      channel: { kind: 'text', values: reports.map(([channel]) => channel), valid },
      pairs: numbers(({ pairs }) => pairs),
      possible: numbers(({ possible }) => possible),
      tested: numbers(({ tested }) => tested),
      passes_log10_p: numbers(({ passesLog10P }) => passesLog10P),
      share: numbers(({ share }) => share),
      capped: numbers(({ capped }) => capped),
    },
  });
  await lake.writeParquet('select * from channel order by channel', file);
}

/** Keeps `contact_<channel>` and `activity_<channel>`; what it was made from is dropped, or written for `why`. */
async function contactsOf(
  lake: Lake,
  channel: Channel,
  asSql: ChannelSql,
  dir: string,
  utcOffsetSeconds: number,
): Promise<{ readonly report: ChannelReport; readonly cappedScouts: number }> {
  const { dialect } = lake;
  const swept = channel === 'convoy' && dialect.inProcess ? await sweepConvoys(lake, utcOffsetSeconds, dir) : undefined;
  const sql = swept?.sql ?? asSql;
  const kept: string[] = [...(swept?.tables ?? [])];
  const keep = async (steps: readonly (readonly [string, string])[]): Promise<void> => {
    for (const [table, query] of steps) {
      await lake.run(dialect.keep(table, query));
      kept.push(table);
    }
  };
  if (sql.tiedEncounters !== undefined) await keep([['tied', tiedIn(channels.slice(0, channels.indexOf(channel)))]]);
  await keep(sql.steps);
  if (sql.again !== undefined) {
    await keepMetAgain(lake, sql.again);
    kept.push(sql.again.table);
  }
  const [left] = sql.capped === undefined ? [] : await lake.rows<{ n: number }>(sql.capped);
  await keep([['meeting', sql.meetings], ...countingSteps(channel, utcOffsetSeconds), ...expectationSteps(sql)]);
  const report = await testChannel(lake, channel, sql);
  kept.push('tested');
  await lake.run(dialect.keep(`contact_${channel}`, contactOf(dialect, channel, sql.lags)));
  await lake.run(dialect.keep(`activity_${channel}`, activityOf(channel, sql)));
  if (sql.sightings !== undefined) {
    const seen = `select * from (${sql.sightings}) as seen order by person, moment, record_id`;
    await lake.writeParquet(seen, join(dir, `sighting_${channel}.parquet`));
    await lake.writeParquet('select * from cell order by cell', join(dir, `cell_${channel}.parquet`));
  }
  for (const table of kept) await lake.run(dialect.drop(table));
  return { report: { ...report, capped: left?.n ?? 0 }, cappedScouts: swept?.cappedScouts ?? 0 };
}
