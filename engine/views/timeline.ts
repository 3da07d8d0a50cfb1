import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { type CaseGraph, type CasePerson, nodesByNumber, tableOf } from './case-graph.ts';
import {
  type TimelineEvent,
  type TimelineQuery,
  type TimelineSource,
  type TimelineView,
  timelineSources,
} from './types.ts';

const mostEvents = 1000;
/** Others named beside one event. */
const mostBeside = 10;

interface EventRow {
  readonly [column: string]: string | number | null;
  readonly source: string;
  readonly moment: number;
  readonly kind: string;
  readonly place: string | null;
  readonly record: string;
  readonly tie: string | null;
}

/**
 * What the records hold of one person, newest first up to the limit, told in order of time. Undefined for whoever may
 * not be shown. @throws ExcavatorError timeline_refused
 */
export async function timelineView(
  home: Home,
  graph: CaseGraph,
  query: TimelineQuery,
): Promise<TimelineView | undefined> {
  const { person, from, until, top = 200, utcAheadSeconds: ahead = 0 } = query;
  if (!(Number.isInteger(top) && top >= 1 && top <= mostEvents)) throw refused(top);
  const node = graph.nodeOf.get(person);
  if (node === undefined) return undefined;
  const number = (graph.people[node] as CasePerson).person;
  const events = `(${eventsOf(home, graph, number)}) as seen`;
  const span = `${from === undefined ? 'true' : `moment >= ${Math.trunc(from)}`} and ${until === undefined ? 'true' : `moment <= ${Math.trunc(until)}`}`;
  const rows = await home.lake.rows<EventRow>(
    `select * from ${events} where ${span} order by moment desc, source, record limit ${top}`,
  );
  const days = await home.lake.rows<{ source: string; day: number; n: number }>(
    `select source, cast((moment + ${Math.trunc(ahead)}) // 86400 as BIGINT) as day, count(*) as n from ${events} where ${span} group by 1, 2 order by 1, 2`,
  );
  const beside = await besideOf(home, graph, number, rows);
  const shown = [...rows].reverse().map((row): TimelineEvent => {
    const { moment, kind, place, record } = row;
    return {
      at: moment,
      source: sourceOf(row.source),
      kind,
      place,
      with: beside.get(`${row.source} ${record}`) ?? [],
      record,
    };
  });
  return Object.freeze({
    person,
    runId: graph.run.runId,
    asOf: graph.run.asOf,
    events: shown,
    histogram: days.map(({ source, day, n }) => ({ source: sourceOf(source), from: day * 86_400 - ahead, count: n })),
    total: days.reduce((sum, { n }) => sum + n, 0),
    shown: shown.length,
    exposed: new Set([person, ...shown.flatMap((event) => event.with)]).size,
  });
}

function sourceOf(text: string): TimelineSource {
  const found = timelineSources.find((one) => one === text);
  if (found === undefined) throw new Error(`no source ${text}`);
  return found;
}

/** One SELECT over the five sources; `tie` is what others in the same thing share with it. */
function eventsOf(home: Home, { run }: CaseGraph, person: number): string {
  const table = (name: string): string => tableOf(home, run, 'resolve', name);
  return `
    select 'lodging' as source, check_in as moment, 'stay' as kind, place_id as place, record_id as record,
      place_id || '|' || room as tie from ${table('stay')} where person = ${person}
    union all select 'transport', depart_at, mode, from_place, record_id, order_id from ${table('leg')} where person = ${person}
    union all select 'checkpoint', passed_at, coalesce(direction, 'passage'), place_id, record_id, null from ${table('passage')} where person = ${person}
    union all select 'parcel', sent_at, case when sender = ${person} then 'sent' else 'received' end,
      case when sender = ${person} then from_place else to_place end, record_id,
      cast(case when sender = ${person} then recipient else sender end as VARCHAR) from ${table('shipment')}
      where sender = ${person} or recipient = ${person}
    union all select 'call', started_at, case when caller = ${person} then 'called' else 'answered' end,
      case when caller = ${person} then caller_cell else callee_cell end, record_id,
      cast(case when caller = ${person} then callee else caller end as VARCHAR) from ${table('conversation')}
      where caller = ${person} or callee = ${person}`;
}

/** Who else is in the room, the order, the parcel or the call of each event, by `source record`. */
async function besideOf(
  home: Home,
  graph: CaseGraph,
  person: number,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const nodes = nodesByNumber(graph);
  const nameOf = (other: number): string | undefined => {
    const node = nodes.get(other);
    return node === undefined ? undefined : graph.people[node]?.pseudonym;
  };
  const result = new Map<string, string[]>();
  const add = (source: string, record: string, other: number): void => {
    const name = nameOf(other);
    const known = result.get(`${source} ${record}`) ?? [];
    if (name === undefined || known.includes(name) || known.length >= mostBeside) return;
    result.set(`${source} ${record}`, [...known, name]);
  };
  for (const { source, record, tie } of rows)
    if ((source === 'parcel' || source === 'call') && tie !== null) add(source, record, Number(tie));
  const shared = await home.lake.rows<{ source: string; record: string; other: number }>(`
    select 'lodging' as source, mine.record_id as record, y.person as other
    from ${tableOf(home, graph.run, 'resolve', 'stay')} mine join ${tableOf(home, graph.run, 'resolve', 'stay')} y
      on y.place_id = mine.place_id and y.room = mine.room
    where mine.person = ${person} and y.person <> ${person} and y.check_in <= coalesce(mine.check_out, mine.check_in)
      and mine.check_in <= coalesce(y.check_out, y.check_in)
    union all select 'transport', mine.record_id, y.person
    from ${tableOf(home, graph.run, 'resolve', 'leg')} mine join ${tableOf(home, graph.run, 'resolve', 'leg')} y on y.order_id = mine.order_id
    where mine.person = ${person} and y.person <> ${person}
    order by 1, 2, 3 limit 5000`);
  for (const { source, record, other } of shared) add(source, record, other);
  return result;
}

function refused(got: number): ExcavatorError {
  return new ExcavatorError({
    code: 'timeline_refused',
    kind: 'usage',
    what: 'That many events are not given at once.',
    got: String(got),
    expected: `a whole number from 1 to ${mostEvents}`,
    advice: 'Narrow the span of time.',
  });
}
