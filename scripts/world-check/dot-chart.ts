import { escaped, n } from './svg.ts';
import type { Finding } from './types.ts';

/** One line a number: a dot, its interval as a bar, and the limit. */
export interface DotChart {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
  /** A line through all rows; absent where every row has its own interval. */
  readonly limit?: number;
}

const size = Object.freeze({ width: 520, row: 16, label: 248, right: 44, top: 44 });

/**
 * With a `limit` the bar is the interval of the measured value; without one it is what the row is allowed.
 */
export function dotChartSvg({ title, findings, names, from, to, limit }: DotChart): string {
  const height = size.top + findings.length * size.row + 12;
  const span = size.width - size.label - size.right;
  const px = (value: number): number =>
    size.label + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * span;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => from + share * (to - from));
  const rows = findings.map((finding, i) =>
    row(finding, names[i] as string, size.top + i * size.row, px, limit === undefined),
  );
  const line =
    limit === undefined
      ? ''
      : `<path class="limit" d="M${n(px(limit))} ${size.top - 10}V${height - 8}"/><text class="small over" x="${n(px(limit))}" y="${size.top - 14}" text-anchor="middle">limit ${limit.toFixed(2)}</text>`;
  return `<svg viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${escaped(title)}">
<text class="title" x="0" y="14">${escaped(title)}</text>
${ticks.map((tick) => `<path class="grid" d="M${n(px(tick))} ${size.top - 10}V${height - 8}"/>${limit !== undefined && Math.abs(px(tick) - px(limit)) < 46 ? '' : `<text class="small" x="${n(px(tick))}" y="${size.top - 14}" text-anchor="middle">${Number(tick.toFixed(3))}</text>`}`).join('')}
${rows.join('\n')}
${line}
</svg>`;
}

function row(finding: Finding, name: string, y: number, px: (value: number) => number, allowed: boolean): string {
  const { value, low, high, failed } = finding;
  if (value === null || low === null || high === null) return '';
  const middle = y + 2;
  return `<text class="small${failed ? ' over' : ''}" x="${size.label - 8}" y="${middle + 3}" text-anchor="end">${escaped(name)}</text>
<path class="${allowed ? 'allowed' : 'interval'}" d="M${n(px(low))} ${middle}H${n(px(high))}"/>
<circle class="dot${failed ? ' over' : ''}" cx="${n(px(value))}" cy="${middle}" r="3.5"/>
<text class="small${failed ? ' over' : ''}" x="${size.width - size.right + 8}" y="${middle + 3}">${value.toFixed(3)}</text>`;
}
