import Table from 'cli-table3';

/** Text as a table with a plain frame, readable in a log as well as on a terminal. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const align = head.map(
    (_, column) => (rows.every((row) => isNumeric(row[column])) ? 'right' : 'left') as 'left' | 'right',
  );
  const drawn = new Table({
    head: [...head],
    colAligns: align,
    style: { head: [], border: [], compact: true },
    chars: plain,
  });
  for (const row of rows) drawn.push([...row]);
  return drawn.toString();
}

const plain = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

function isNumeric(value: string | number | undefined): boolean {
  return typeof value === 'number' || /^[-+]?[\d.,]+ ?%?$/.test(value ?? '') || value === '';
}

/** Rows as CSV (RFC 4180); a cell that a spreadsheet would run as a formula is kept as text. */
export function csv(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // As OWASP lists them, the full-width forms of Chinese keyboards among them.
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const count = (value: number): string => value.toLocaleString('en');
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
export const instant = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
