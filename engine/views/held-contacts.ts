import { setImmediate } from 'node:timers/promises';
import { channels } from '../config/index.ts';
import type { Home } from '../home.ts';
import { contactStarts, type PairContacts } from '../kernel/pair-contacts.ts';
import { recordIdsOf, recordList } from '../kernel/record-ids.ts';
import { type ColumnTable, sql } from '../lake/index.ts';
import type { PairContact } from '../types.ts';
import { type CaseGraph, shownNodes, tableOf } from './case-graph.ts';

/** Record ids told of one contact, and how many are kept for it. */
const recordsKept = 50;
/** Contacts read at a time: each time the tables are gone through, and the texts lie there twice. */
const readAtOnce = 300_000;
/** Texts made into lists at a time; in between the service answers others. */
const textsAtOnce = 1000;

/** The contacts behind every edge of a case graph in flat memory: 46 bytes each and the text of their record ids. */
export interface HeldContacts extends PairContacts {
  /** Record ids of contact c, as a list of the lake: textEnds[c - 1] .. textEnds[c] of `text`. */
  readonly text: Buffer;
  readonly textEnds: Uint32Array;
  /** All records of each contact, also those whose ids are not kept. */
  readonly recordCount: Uint32Array;
}

const kept = new WeakMap<CaseGraph, Promise<HeldContacts>>();

/** The contacts of a case graph: read once, and let go with it when there is a newer run. */
export function heldContacts(home: Home, graph: CaseGraph): Promise<HeldContacts> {
  const known = kept.get(graph) ?? readHeld(home, graph);
  kept.set(graph, known);
  known.catch(() => kept.delete(graph));
  return known;
}

/** @param most ids wanted, 50 at most */
export function recordIdsHeld({ text, textEnds }: HeldContacts, contact: number, most: number): string[] {
  const start = contact === 0 ? 0 : (textEnds[contact - 1] as number);
  return recordIdsOf(text.toString('utf8', start, textEnds[contact] as number)).slice(0, most);
}

export const channelName = (held: HeldContacts, contact: number): string =>
  channels[held.channel[contact] as number] as string;

/** The contacts of one edge, by the slot in the row of its smaller end. */
export function pairContacts(held: HeldContacts, slot: number): readonly PairContact[] {
  const found: PairContact[] = [];
  for (let c = held.starts[slot] as number; c < (held.starts[slot + 1] as number); c++)
    found.push({
      channel: channelName(held, c),
      count: held.meetings[c] as number,
      first: held.firstAt[c] as number,
      last: held.lastAt[c] as number,
      record_count: held.recordCount[c] as number,
      records: recordIdsHeld(held, c, recordsKept),
    });
  return found;
}

async function readHeld(home: Home, graph: CaseGraph): Promise<HeldContacts> {
  const source = sourceOf(home, graph);
  const [counted] = await home.lake.rows<{ n: number }>(`select cast(count(*) as BIGINT) as n from ${source}`);
  const rows = counted?.n ?? 0;
  const shelf = emptyShelf(rows);
  const order = graph.people.length;
  const stretch = Math.max(1, Math.ceil(order / Math.ceil((rows + 1) / readAtOnce)));
  for (let first = 0; first < order; first += stretch)
    await put(shelf, await home.lake.columns(stretchQuery(source, first, first + stretch)));
  const { low, high, filled: _, texts, ...arrays } = shelf;
  return { ...arrays, text: Buffer.concat(texts), starts: contactStarts(graph.graph.out, low, high) };
}

/** Contacts of pairs that are an edge between two people who may be shown; nodes `low` < `high`. */
function sourceOf(home: Home, { run }: CaseGraph): string {
  return `(select s.node as low, t.node as high, c.* from ${tableOf(home, run, 'contacts', 'contact')} c
    join ${tableOf(home, run, 'contacts', 'edge')} e on e.a = least(c.a, c.b) and e.b = greatest(c.a, c.b)
    join (${shownNodes(home, run)}) s on s.person = e.a join (${shownNodes(home, run)}) t on t.person = e.b) as held`;
}

const channelNumber = `case channel ${channels.map((name, i) => `when ${sql.text(name)} then ${i}`).join(' ')} end`;

const stretchQuery = (source: string, first: number, end: number): string => `
  select low, high, cast(a > b as INTEGER) as reversed, ${channelNumber} as number, meetings, expected, log10_q, first_at, last_at, records
  from ${source} where low >= ${first} and low < ${end} order by low, high, reversed, channel, first_at`;

function emptyShelf(rows: number) {
  const floats = (): Float64Array => new Float64Array(rows);
  return {
    filled: 0,
    texts: [] as Buffer[],
    low: new Int32Array(rows),
    high: new Int32Array(rows),
    channel: new Uint8Array(rows),
    reversed: new Uint8Array(rows),
    meetings: new Uint32Array(rows),
    expected: floats(),
    log10Q: floats(),
    firstAt: floats(),
    lastAt: floats(),
    textEnds: new Uint32Array(rows),
    recordCount: new Uint32Array(rows),
  };
}

/** Puts a stretch behind what is there. */
async function put(shelf: ReturnType<typeof emptyShelf>, table: ColumnTable): Promise<void> {
  const at = shelf.filled;
  const numbers = (name: string): Int32Array | Float64Array => {
    const column = table.columns[name];
    if (column === undefined || column.kind === 'text') throw new TypeError(`column ${name} holds no numbers`);
    return column.values;
  };
  for (const name of ['low', 'high', 'reversed', 'meetings', 'expected'] as const) shelf[name].set(numbers(name), at);
  shelf.channel.set(numbers('number'), at);
  shelf.firstAt.set(numbers('first_at'), at);
  shelf.lastAt.set(numbers('last_at'), at);
  const tested = table.columns.log10_q?.valid;
  shelf.log10Q.set(
    numbers('log10_q').map((q, i) => (tested?.[i] === 1 ? q : Number.NaN)),
    at,
  );
  for (let from = 0; from < table.rows; from += textsAtOnce) {
    putTexts(shelf, table, from, Math.min(table.rows, from + textsAtOnce));
    await setImmediate();
  }
  shelf.filled = at + table.rows;
}

function putTexts(shelf: ReturnType<typeof emptyShelf>, table: ColumnTable, from: number, to: number): void {
  const lists = table.columns.records?.values as readonly string[];
  const cut: string[] = [];
  const at = shelf.filled + from;
  let end = at === 0 ? 0 : (shelf.textEnds[at - 1] as number);
  for (let i = from; i < to; i++) {
    const whole = lists[i] as string;
    const ids = /[ +]/.test(whole) ? recordIdsOf(whole) : [];
    const list = ids.length === 0 ? whole : recordList(ids.slice(0, recordsKept));
    cut.push(list);
    end += Buffer.byteLength(list);
    shelf.textEnds[shelf.filled + i] = end;
    shelf.recordCount[shelf.filled + i] = Math.max(ids.length, whole === '' ? 0 : 1);
  }
  shelf.texts.push(Buffer.from(cut.join('')));
}
