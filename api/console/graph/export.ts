import { channelStyle } from './channel-style.ts';
import type { ChartEdge, ChartNode, Positions } from './types.ts';

/** What every file says of itself; the service gave it when it noted the export. */
export interface Stamp {
  /** Of the export: the entry in the log has it too. */
  readonly id: string;
  readonly notice: string;
  readonly account: string;
  readonly unit: string;
  readonly case: string;
  readonly run: string;
  readonly at: string;
}

export interface Drawn {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly positions: Positions;
}

export function asJson(drawn: Drawn, stamp: Stamp): string {
  const nodes = drawn.nodes.map((node) => ({ ...node, ...drawn.positions.get(node.id) }));
  return `${JSON.stringify({ stamp, nodes, edges: drawn.edges }, null, 2)}\n`;
}

/** A drawing without a script: shapes and dashes as on the page, the stamp below. */
export function asSvg({ nodes, edges, positions }: Drawn, stamp: Stamp): string {
  const side = 900;
  const place = placed(positions, side);
  const lines = edges.map(({ a, b, weight, tested, channel }) => {
    const [p, q] = [place(a), place(b)];
    const { period, on } = channelStyle(channel);
    const dash = period === 0 ? '' : ` stroke-dasharray="${on} ${period - on}"`;
    return `<line x1="${p.x}" y1="${p.y}" x2="${q.x}" y2="${q.y}" stroke-width="${(1 + Math.log1p(weight)).toFixed(1)}" stroke-opacity="${tested ? 1 : 0.35}"${dash}/>`;
  });
  const marks = nodes.map((node) => mark(node, place(node.id)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side + 60}" font-family="sans-serif">
<rect width="${side}" height="${side + 60}" fill="#fff"/>
<g stroke="#4d5661">${lines.join('\n')}</g>
<g fill="#1b2026" text-anchor="middle" font-size="11">${marks.join('\n')}</g>
${stampLines(stamp, side)}
</svg>
`;
}

export const lineOf = ({ id, notice, account, unit, case: file, run, at }: Stamp): string =>
  `${notice} · ${file} · ${account} (${unit}) · ${at} · run ${run} · ${id}`;

/** The notice, and below it who, when, under which case: a line that ran out of the picture would say nothing. */
function stampLines(stamp: Stamp, side: number): string {
  const [notice = '', ...rest] = lineOf(stamp).split(' · ');
  const line = (text: string, y: number): string =>
    `<text x="12" y="${side + y}" font-size="11">${escaped(text)}</text>`;
  return `${line(notice, 20)}\n${line(rest.join(' · '), 38)}`;
}

function mark({ id, role, established }: ChartNode, { x, y }: { x: number; y: number }): string {
  const kind = role ?? established;
  const shape =
    kind === 'supplier'
      ? `<rect x="${x - 8}" y="${y - 8}" width="16" height="16"/>`
      : kind === 'retailer'
        ? `<path d="M${x} ${y - 10}L${x + 10} ${y}L${x} ${y + 10}L${x - 10} ${y}Z"/>`
        : `<circle cx="${x}" cy="${y}" r="${kind === null ? 4 : 8}"/>`;
  const ringed =
    established === null ? '' : `<circle cx="${x}" cy="${y}" r="13" fill="none" stroke="#1b2026" stroke-width="2"/>`;
  const letter =
    kind === null ? '' : `<text x="${x}" y="${y + 4}" fill="#fff">${kind.slice(0, 1).toUpperCase()}</text>`;
  const label = `<text x="${x}" y="${y + 25}">${escaped(id.slice(0, 8))}</text>`;
  return `<g><title>${escaped(id)}</title>${shape}${ringed}${letter}${label}</g>`;
}

function placed(positions: Positions, side: number): (id: string) => { readonly x: number; readonly y: number } {
  const all = [...positions.values()];
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [low, high] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const scale = (side - 80) / Math.max(1e-9, right - left, high - low);
  return (id) => {
    const { x, y } = positions.get(id) ?? { x: 0, y: 0 };
    return { x: Math.round(40 + (x - left) * scale), y: Math.round(40 + (high - y) * scale) };
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
