import { join } from 'node:path';
import { type Channel, channels } from '../config/index.ts';
import type { Lake } from '../lake/index.ts';
import { allContacts, type ChannelSql, channelSql, contactOf, edge } from './sql/index.ts';
import type { ContactOptions, Contacts } from './types.ts';

/** Events of persons (views over `tableFile`) -> `contact` and `edge`, written to `dir`. */
export async function findContacts(
  lake: Lake,
  tableFile: (table: string) => string,
  dir: string,
  onChannel: (channel: Channel, done: number) => void,
  options: ContactOptions = {},
): Promise<Contacts> {
  const { dialect } = lake;
  for (const table of ['stay', 'leg', 'passage', 'shipment', 'conversation'])
    await lake.run(dialect.view(table, `select * from ${dialect.parquet([tableFile(table)])}`));
  const steps = channelSql(dialect, options.utcOffsetSeconds ?? 28800);
  const capped: Partial<Record<Channel, number>> = {};
  for (const [done, channel] of channels.entries()) {
    onChannel(channel, done);
    capped[channel] = await contactsOf(lake, channel, steps[channel]);
  }
  await lake.run(dialect.keep('contact', allContacts));
  const contacts = await lake.writeParquet(
    'select * from contact order by a, b, channel',
    join(dir, 'contact.parquet'),
  );
  const edges = await lake.writeParquet(`select * from (${edge}) as fused order by a, b`, join(dir, 'edge.parquet'));
  for (const table of ['contact', ...channels.map((channel) => `contact_${channel}`)])
    await lake.run(dialect.drop(table));
  return { contacts, edges, cappedPassages: capped.convoy ?? 0, capped };
}

/** Keeps `contact_<channel>`; what it was made from is dropped. Returns the records left out. */
async function contactsOf(lake: Lake, channel: Channel, { steps, meetings, capped }: ChannelSql): Promise<number> {
  const { dialect } = lake;
  for (const [table, query] of steps) await lake.run(dialect.keep(table, query));
  const [left] = capped === undefined ? [] : await lake.rows<{ n: number }>(capped);
  await lake.run(dialect.keep(`meeting_${channel}`, meetings));
  await lake.run(dialect.keep(`contact_${channel}`, contactOf(dialect, channel)));
  for (const table of [...steps.map(([name]) => name), `meeting_${channel}`]) await lake.run(dialect.drop(table));
  return left?.n ?? 0;
}
