import { type ScaleRun, secondsOf, wholeSeconds } from './scale.ts';

const [width, height, left, right, top, bottom] = [720, 460, 64, 130, 24, 48];
const lines = [
  { name: 'ingest', colour: '#8c6d31' },
  { name: 'resolve', colour: '#1f77b4' },
  { name: 'contacts', colour: '#2ca02c' },
  { name: 'features', colour: '#9467bd' },
  { name: 'adapt', colour: '#d62728' },
  { name: 'ranking', colour: '#e377c2' },
  { name: 'all', colour: '#22272e' },
] as const;

/** Processor seconds over records, both logarithmic, with what ten times as long for ten times the records would be. */
export function scalePlot(runs: readonly ScaleRun[]): string {
  const records = runs.map((run) => run.records);
  const seconds = runs.flatMap((run) => lines.map(({ name }) => of(run, name))).filter((value) => value > 0);
  const x = axis(Math.min(...records), Math.max(...records), left, width - right);
  const y = axis(Math.max(0.05, Math.min(...seconds)), Math.max(...seconds), height - bottom, top);
  const first = runs[0] as ScaleRun;
  const whole = of(first, 'all');
  const straight = `${x.at(first.records)},${y.at(whole)} ${x.at(x.last)},${y.at((whole * x.last) / first.records)}`;
  const drawn = lines.map(({ name, colour }) => {
    const points = runs
      .filter((run) => of(run, name) >= y.first)
      .map((run) => [x.at(run.records), y.at(of(run, name))] as const);
    const [endX, endY] = points.at(-1) ?? [0, 0];
    return [
      `<polyline points="${points.map(([a, b]) => `${a},${b}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="${name === 'all' ? 2.5 : 1.5}"/>`,
      ...points.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3" fill="${colour}"/>`),
      points.length === 0 ? '' : `<text x="${endX + 8}" y="${endY + 4}" fill="${colour}">${name}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">
<title>Processor seconds of each stage over the number of records</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${x.decades.map((value) => `<line x1="${x.at(value)}" y1="${top}" x2="${x.at(value)}" y2="${height - bottom}" stroke="#e4e4e0"/><text x="${x.at(value)}" y="${height - bottom + 18}" text-anchor="middle" fill="#55595f">${said(value)}</text>`).join('\n')}
${y.decades.map((value) => `<line x1="${left}" y1="${y.at(value)}" x2="${width - right}" y2="${y.at(value)}" stroke="#e4e4e0"/><text x="${left - 8}" y="${y.at(value) + 4}" text-anchor="end" fill="#55595f">${said(value)}</text>`).join('\n')}
<polyline points="${straight}" fill="none" stroke="#a8a8a2" stroke-dasharray="5 4"/>
<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle" fill="#22272e">records</text>
<text x="16" y="${height / 2}" text-anchor="middle" fill="#22272e" transform="rotate(-90 16 ${height / 2})">processor seconds</text>
${drawn.join('\n')}
</svg>
`;
}

const of = (run: ScaleRun, name: string): number => (name === 'all' ? wholeSeconds(run) : (secondsOf(run, name) ?? 0));

/** A logarithmic axis from one pixel to another, whole decades of it inside. */
function axis(least: number, most: number, from: number, to: number) {
  const [first, last] = [least / 1.3, most * 1.3];
  const at = (value: number): number =>
    Math.round((from + ((to - from) * Math.log(value / first)) / Math.log(last / first)) * 10) / 10;
  const decades: number[] = [];
  for (let power = Math.ceil(Math.log10(first)); 10 ** power <= last; power++) decades.push(10 ** power);
  return { at, decades, first, last };
}

function said(value: number): string {
  return value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000},000` : String(value);
}
