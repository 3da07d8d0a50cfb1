import type { ColumnTable } from '../lake/index.ts';

/** A column that the query is known to give as text. */
export function textColumn(table: ColumnTable, name: string): readonly string[] {
  const column = table.columns[name];
  return column?.kind === 'text' ? column.values : [];
}

/** A column that the query is known to give as numbers, as 64-bit floats. */
export function numberColumn(table: ColumnTable, name: string): Float64Array {
  const column = table.columns[name];
  if (column === undefined || column.kind === 'text') return new Float64Array(0);
  return Float64Array.from(column.values);
}

export function indexColumn(table: ColumnTable, name: string): Int32Array {
  return Int32Array.from(numberColumn(table, name));
}

export function textTable(columns: Readonly<Record<string, readonly string[]>>): ColumnTable {
  const rows = Object.values(columns)[0]?.length ?? 0;
  const valid = new Uint8Array(rows).fill(1);
  return {
    rows,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, { kind: 'text' as const, values, valid }]),
    ),
  };
}

/** The same table with columns of numbers beside. */
export function withNumbers(table: ColumnTable, numbers: Readonly<Record<string, Float64Array>>): ColumnTable {
  const valid = new Uint8Array(table.rows).fill(1);
  const added = Object.entries(numbers).map(([name, values]) => [name, { kind: 'float64' as const, values, valid }]);
  return { rows: table.rows, columns: { ...table.columns, ...Object.fromEntries(added) } };
}
