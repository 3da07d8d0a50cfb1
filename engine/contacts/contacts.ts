import { join } from 'node:path';
import { type Channel, channels } from '../config/index.ts';
import type { Lake } from '../lake/index.ts';
import {
  allContacts,
  type ChannelSql,
  channelSql,
  contactOf,
  countingSteps,
  edge,
  expectationSteps,
} from './sql/index.ts';
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
  for (const table of ['stay', 'leg', 'passage', 'shipment', 'conversation'])
    await lake.run(dialect.view(table, `select * from ${dialect.parquet([tableFile(table)])}`));
  const steps = channelSql(utcOffsetSeconds);
  const reports: [Channel, ChannelReport][] = [];
  for (const [done, channel] of channels.entries()) {
    onChannel(channel, done);
    reports.push([channel, await contactsOf(lake, channel, steps[channel], utcOffsetSeconds)]);
  }
  await lake.run(dialect.keep('contact', allContacts));
  const contacts = await lake.writeParquet(
    'select * from contact order by a, b, channel',
    join(dir, 'contact.parquet'),
  );
  const edges = await lake.writeParquet(`select * from (${edge}) as fused order by a, b`, join(dir, 'edge.parquet'));
  for (const table of ['contact', ...channels.map((channel) => `contact_${channel}`)])
    await lake.run(dialect.drop(table));
  const byChannel = Object.fromEntries(reports) as Record<Channel, ChannelReport>;
  const capped = Object.fromEntries(reports.map(([channel, report]) => [channel, report.capped]));
  return { contacts, edges, cappedPassages: byChannel.convoy.capped, capped, channels: byChannel };
}

/** Keeps `contact_<channel>`; what it was made from is dropped. */
async function contactsOf(
  lake: Lake,
  channel: Channel,
  sql: ChannelSql,
  utcOffsetSeconds: number,
): Promise<ChannelReport> {
  const { dialect } = lake;
  const kept: string[] = [];
  const keep = async (steps: readonly (readonly [string, string])[]): Promise<void> => {
    for (const [table, query] of steps) {
      await lake.run(dialect.keep(table, query));
      kept.push(table);
    }
  };
  await keep(sql.steps);
  const [left] = sql.capped === undefined ? [] : await lake.rows<{ n: number }>(sql.capped);
  await keep([['meeting', sql.meetings], ...countingSteps(channel, utcOffsetSeconds), ...expectationSteps(sql)]);
  const report = await testChannel(lake, channel, sql);
  await lake.run(dialect.keep(`contact_${channel}`, contactOf(dialect, channel, sql.lags)));
  for (const table of [...kept, 'tested']) await lake.run(dialect.drop(table));
  return { ...report, capped: left?.n ?? 0 };
}
