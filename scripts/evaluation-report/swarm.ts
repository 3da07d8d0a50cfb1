import type { EvaluationMetrics } from '../../engine/index.ts';
import { escaped, n } from './plot.ts';

type Features = EvaluationMetrics['shap']['user'];

const size = Object.freeze({ width: 560, row: 22, label: 218, right: 14, top: 40 });

/**
 * What each feature adds to the probability of the first names: a dot a person, to the right where it speaks for the
 * role; the shade says whether the person's value is low or high among theirs, an outline that it is missing.
 */
export function swarmSvg(title: string, features: Features): string {
  const height = size.top + features.length * size.row + 28;
  const all = features.flatMap(({ shares }) => shares);
  const low = Math.min(0, ...all);
  const high = Math.max(0.001, ...all);
  const px = (value: number): number =>
    size.label + ((value - low) / (high - low)) * (size.width - size.label - size.right);
  const rows = features.map((feature, i) => rowSvg(feature, size.top + (i + 0.5) * size.row, px)).join('\n');
  const ticks = [low, 0, high].filter((tick, i, list) =>
    list.every((other, j) => j >= i || Math.abs(px(other) - px(tick)) > 30),
  );
  return `<svg viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${escaped(title)}">
<text class="title" x="0" y="16">${escaped(title)}</text>
<path class="axis" d="M${n(px(0))} ${size.top - 6}V${height - 24}"/>
${ticks.map((tick) => `<text class="small" x="${n(px(tick))}" y="${height - 8}" text-anchor="middle">${tick.toFixed(2)}</text>`).join('')}
${rows}
</svg>`;
}

function rowSvg({ feature, shares, places }: Features[number], y: number, px: (value: number) => number): string {
  // Dots that would cover each other step aside, in the order of the people.
  const taken = new Map<number, number>();
  const dots = shares.map((share, i) => {
    const x = px(share);
    const column = Math.round(x / 3);
    const before = taken.get(column) ?? 0;
    taken.set(column, before + 1);
    const aside = Math.min(8, Math.ceil(before / 2) * 1.8) * (before % 2 === 0 ? 1 : -1);
    const place = places[i] ?? null;
    const shade = place === null ? 'none' : `v${Math.min(4, Math.floor(place * 5))}`;
    return `<circle class="bee ${shade}" cx="${n(x)}" cy="${n(y + aside)}" r="2"/>`;
  });
  return `<text class="small" x="${size.label - 10}" y="${n(y + 3)}" text-anchor="end">${escaped(feature.replaceAll('_', ' '))}</text>${dots.join('')}`;
}
