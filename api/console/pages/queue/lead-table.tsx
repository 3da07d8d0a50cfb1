import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { LeadLine } from '../../http/shapes.ts';
import { BandBar, RoleMark, StateTag, useNarrow } from '../../parts/index.ts';
import { nowSeconds, spanOf, useWords, type Words } from '../../words/index.ts';

interface LeadTableProps {
  readonly leads: readonly LeadLine[];
  readonly total: number;
  readonly current: number;
  readonly select: (index: number) => void;
  readonly open: (lead: LeadLine) => void;
  readonly nearEnd: () => void;
  /** Undefined where nobody may choose. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly toggle: (ids: readonly string[]) => void;
}

const rowHeight = 32;
const widths: Readonly<Record<string, string>> = Object.freeze({
  choose: '32px',
  rank: '56px',
  person: '160px',
  role: '116px',
  band: '284px',
  area: 'minmax(52px, 0.3fr)',
  unit: 'minmax(64px, 0.3fr)',
  facts: '56px',
  age: '72px',
  expiry: '98px',
  state: 'minmax(104px, 1.5fr)',
});

/** On a tablet: what a decision about what to open next can do without is left out. */
const narrowWidths: typeof widths = Object.freeze({
  ...widths,
  rank: '44px',
  person: '108px',
  role: '108px',
  band: '270px',
  facts: '50px',
  expiry: '88px',
});
const leftOutWhenNarrow = ['unit', 'age'];

/** Only the rows that can be seen are in the page, so that ten thousand leads scroll like ten. */
export function LeadTable(props: LeadTableProps): ReactNode {
  const words = useWords();
  const { leads, total, current, select, open, nearEnd, chosen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const columns = columnsOf(words, props).filter(({ id = '' }) => !narrow || !leftOutWhenNarrow.includes(id));
  const table = useReactTable({
    data: useMemo(() => [...leads], [leads]),
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: ({ id }) => id,
  });
  const { rows } = table.getRowModel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight + 4,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20 && rows.length < total) nearEnd();
  }, [last, rows.length, total, nearEnd]);
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current);
  }, [current, virtual]);
  const gridTemplateColumns = columns.map(({ id = '' }) => (narrow ? narrowWidths : widths)[id]).join(' ');
  return (
    <div
      ref={scroller}
      className="sheet virtual"
      role="table"
      aria-label={words.t('queue.title')}
      aria-rowcount={total + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <div
            key={group.id}
            role="row"
            tabIndex={-1}
            aria-rowindex={1}
            className="cells head"
            style={{ gridTemplateColumns }}
          >
            {group.headers.map((header) => (
              <div key={header.id} role="columnheader" tabIndex={-1} className={numeric(header.id)}>
                {flexRender(header.column.columnDef.header, header.getContext())}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="body" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.id}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-current={index === current}
              data-chosen={chosen?.has(row.id)}
              className="cells"
              style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
              onClick={() => select(index)}
              onDoubleClick={() => open(row.original)}
              onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && open(row.original)}
            >
              {row.getVisibleCells().map((cell) => (
                <div key={cell.id} role="cell" className={numeric(cell.column.id)}>
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const numeric = (id: string): string => (['rank', 'facts', 'age', 'expiry'].includes(id) ? 'number' : '');

function columnsOf(words: Words, { leads, chosen, toggle, open }: LeadTableProps): ColumnDef<LeadLine>[] {
  const { t } = words;
  const now = nowSeconds();
  const column = (
    id: string,
    header: string,
    cell: (lead: LeadLine, index: number) => ReactNode,
  ): ColumnDef<LeadLine> => ({
    id,
    header,
    cell: ({ row }) => cell(row.original, row.index),
  });
  const choose: ColumnDef<LeadLine> = {
    id: 'choose',
    header: () => (
      <input
        type="checkbox"
        aria-label={t('queue.select.all')}
        checked={leads.length > 0 && chosen?.size === leads.length}
        onChange={() => toggle(leads.map(({ id }) => id))}
      />
    ),
    cell: ({ row }) => (
      <input
        type="checkbox"
        aria-label={t('queue.select', { rank: row.index + 1 })}
        checked={chosen?.has(row.id) === true}
        onChange={() => toggle([row.id])}
      />
    ),
  };
  return [
    ...(chosen === undefined ? [] : [choose]),
    column('rank', t('queue.rank'), (_lead, index) => index + 1),
    column('person', t('person'), (lead) => (
      <a
        href={`/leads/${lead.id}`}
        className="code"
        onClick={(event) => {
          event.preventDefault();
          open(lead);
        }}
      >
        {lead.person}
      </a>
    )),
    column('role', t('role'), (lead) => <RoleMark suspect={lead.role} />),
    column('band', t('queue.interval'), (lead) => <BandBar {...lead} />),
    column('area', t('area'), (lead) => lead.area ?? t('unknown')),
    column('unit', t('unit'), (lead) => lead.unit ?? t('none')),
    column('facts', t('queue.facts'), (lead) => lead.facts),
    column('age', t('queue.age'), (lead) => spanOf(now - lead.proposed_at, words)),
    column('expiry', t('queue.expires'), (lead) => spanOf(lead.expires_at - now, words)),
    // What is held is in review: who holds it says both, and fits.
    column('state', t('state'), ({ state, locked_by: holder }) =>
      holder === null ? (
        <StateTag state={state} />
      ) : (
        <span className="tag accent">{t('queue.locked', { account: holder })}</span>
      ),
    ),
  ];
}
