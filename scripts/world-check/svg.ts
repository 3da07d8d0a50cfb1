import type { Picture } from './types.ts';

/** Small drawings as SVG text: no script, no outside resource, colours by class so that the page decides. */

const frame = Object.freeze({ width: 340, height: 200, left: 48, right: 12, top: 30, bottom: 36 });

/** Where a value falls on an axis, 0 to 1. */
type Scale = (value: number) => number;

/** One distribution with axes, three ticks each. */
export function pictureSvg(picture: Picture): string {
  const { width, height, left, right, top, bottom } = frame;
  const curves = [...picture.y, ...(picture.reference?.y ?? [])].filter((v) =>
    picture.logY ? v > 0 : Number.isFinite(v),
  );
  if (picture.x.length === 0 || curves.length === 0) return emptySvg(picture.title);
  const x = scaleOf(picture.kind === 'bars' ? edges(picture.x) : picture.x, picture.logX);
  const y = scaleOf(picture.logY ? curves : [0, ...curves], picture.logY);
  const px = (value: number): number => left + x.at(value) * (width - left - right);
  const py = (value: number): number => height - bottom - y.at(value) * (height - top - bottom);
  const body =
    picture.kind === 'bars'
      ? bars(picture, px, py)
      : `<path class="curve" d="${pathOf(picture.x, picture.y, px, py, picture.logY)}"/>${dots(picture, px, py)}`;
  const reference =
    picture.reference === undefined
      ? ''
      : `<path class="reference" d="${pathOf(picture.x, picture.reference.y, px, py, picture.logY)}"/>
<text class="small" x="${width - right}" y="${top + 4}" text-anchor="end">dashed: ${escaped(picture.reference.label)}</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(picture.title)}">
<text class="title" x="${left}" y="16">${escaped(picture.title)}</text>
${y.ticks.map((tick) => `<path class="grid" d="M${left} ${n(py(tick))}H${width - right}"/><text class="small" x="${left - 5}" y="${n(py(tick) + 3)}" text-anchor="end">${label(tick)}</text>`).join('')}
${x.ticks.map((tick) => `<text class="small" x="${n(px(tick))}" y="${height - bottom + 13}" text-anchor="middle">${label(tick)}</text>`).join('')}
<path class="axis" d="M${left} ${height - bottom}H${width - right}"/>
${body}${reference}
<text class="small" x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${escaped(picture.xLabel)}</text>
<text class="small" transform="translate(10 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(picture.yLabel)}</text>
</svg>`;
}

function emptySvg(title: string): string {
  return `<svg viewBox="0 0 340 200" role="img"><text class="title" x="48" y="16">${escaped(title)}</text><text class="small" x="170" y="105" text-anchor="middle">too few records to draw</text></svg>`;
}

function scaleOf(values: readonly number[], log: boolean): { readonly at: Scale; readonly ticks: readonly number[] } {
  const held = log ? values.filter((value) => value > 0) : values;
  const low = Math.min(...held);
  const high = Math.max(...held);
  if (low === high) return { at: () => 0.5, ticks: [low] };
  const [from, to] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  const at: Scale = (value) => ((log ? Math.log10(value) : value) - from) / (to - from);
  return { at, ticks: log ? decades(low, high) : steps(low, high) };
}

/** Powers of ten inside the range, the ends where there are fewer than two. */
function decades(low: number, high: number): readonly number[] {
  const found: number[] = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= Math.log10(high) + 1e-9; power++)
    found.push(10 ** power);
  return found.length >= 2 ? found : [low, high];
}

/** Round numbers inside the range, three to six. */
function steps(low: number, high: number): readonly number[] {
  const rough = (high - low) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * unit >= rough) ?? 10) * unit;
  const found: number[] = [];
  for (let tick = Math.ceil(low / step - 1e-9) * step; tick <= high + step * 1e-9; tick += step) found.push(tick);
  return found;
}

/** Centres of bars widened by half a bar at both ends. */
function edges(x: readonly number[]): readonly number[] {
  const half = ((x[1] ?? 1) - (x[0] ?? 0)) / 2;
  return [(x[0] ?? 0) - half, (x.at(-1) ?? 1) + half];
}

function bars({ x, y }: Picture, px: Scale, py: Scale): string {
  const half = ((x[1] ?? 1) - (x[0] ?? 0)) / 2;
  return x
    .map((centre, i) => {
      const [left, right, top] = [px(centre - half), px(centre + half), py(y[i] as number)];
      return `<rect class="bar" x="${n(left + 0.5)}" y="${n(top)}" width="${n(Math.max(1, right - left - 1))}" height="${n(py(0) - top)}"/>`;
    })
    .join('');
}

function dots({ x, y }: Picture, px: Scale, py: Scale): string {
  if (x.length > 12) return '';
  return x
    .map((value, i) => `<circle class="dot" cx="${n(px(value))}" cy="${n(py(y[i] as number))}" r="2.5"/>`)
    .join('');
}

function pathOf(x: readonly number[], y: readonly number[], px: Scale, py: Scale, logY: boolean): string {
  const points = x.flatMap((value, i) => {
    const height = y[i] as number;
    return logY && height <= 0 ? [] : [`${n(px(value))} ${n(py(height))}`];
  });
  return `M${points.join('L')}`;
}

export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function label(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 0.001 && Math.abs(value) < 10000
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(0);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
