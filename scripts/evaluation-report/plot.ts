/** Plots as SVG text: no script, nothing loaded, colours by class so that the page decides. */

export interface Series {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly kind: 'line' | 'dots' | 'reference';
}

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /** Share axis drawn by powers of ten from this value to 1. */
  readonly logXFrom?: number;
  readonly note?: string;
}

const frame = Object.freeze({ width: 340, height: 230, left: 44, right: 12, top: 28, bottom: 38 });

/** A plot whose axes both run from 0 (or the first power of ten) to 1. */
export function plotSvg({ title, xLabel, yLabel, series, logXFrom, note }: Plot): string {
  const { width, height, left, right, top, bottom } = frame;
  const from = logXFrom === undefined ? 0 : Math.floor(Math.log10(logXFrom));
  const place = (x: number): number =>
    logXFrom === undefined ? x : (Math.log10(Math.max(x, 10 ** from)) - from) / -from;
  const px = (x: number): number => left + place(x) * (width - left - right);
  const py = (y: number): number => height - bottom - y * (height - top - bottom);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const xTicks =
    logXFrom === undefined
      ? shares
      : Array.from({ length: 1 - from }, (_, i) => Number((10 ** (from + i)).toPrecision(1)));
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<text class="title" x="${left}" y="16">${escaped(title)}</text>
${shares.map((tick) => `<path class="grid" d="M${left} ${n(py(tick))}H${width - right}"/><text class="small" x="${left - 5}" y="${n(py(tick) + 3)}" text-anchor="end">${tick}</text>`).join('')}
${xTicks.map((tick) => `<text class="small" x="${n(px(tick))}" y="${height - bottom + 13}" text-anchor="middle">${tick}</text>`).join('')}
<path class="axis" d="M${left} ${height - bottom}H${width - right}"/>
${series.map((one) => seriesSvg(one, px, py)).join('')}
${note === undefined ? '' : `<text class="small" x="${width - right}" y="${top - 2}" text-anchor="end">${escaped(note)}</text>`}
<text class="small" x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${escaped(xLabel)}</text>
<text class="small" transform="translate(10 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(yLabel)}</text>
</svg>`;
}

function seriesSvg({ x, y, kind }: Series, px: (x: number) => number, py: (y: number) => number): string {
  const points = x.map((value, i) => [n(px(value)), n(py(y[i] as number))] as const);
  if (kind === 'dots') return points.map(([cx, cy]) => `<circle class="dot" cx="${cx}" cy="${cy}" r="3"/>`).join('');
  if (points.length === 0) return '';
  return `<path class="${kind === 'line' ? 'curve' : 'reference'}" d="M${points.map((point) => point.join(' ')).join('L')}"/>`;
}

export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
