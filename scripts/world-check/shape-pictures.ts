import type { Shape } from './shape-measures.ts';
import type { Picture } from './types.ts';

/** The distributions behind gate 5, ready to draw. */
export function shapePictures(shape: Shape): readonly Picture[] {
  return [
    { ...survival('Partners', shape.degrees, 'partners'), logX: true },
    histogram('Clustering', shape.clustering, 0, 1, 20, 'share of partners who met'),
    histogram('Burstiness', shape.burstiness, -1, 1, 20, '(s - m) / (s + m)'),
    {
      ...survival(
        'Radius of gyration',
        shape.gyrationKm.map((km) => Math.max(km, 1)),
        'km (less than 1 counts as 1)',
      ),
      logX: true,
    },
    ranks('A person’s places', shape.ownPlaces, 'rank of the place', 'mean share of visits', 1.2),
    ranks('Hotels', shape.hotelGuests, 'rank of the hotel', 'guests', 1),
    bars('Hour of day', [...shape.hours.keys()], shares(shape.hours), 'local hour', 'share of records'),
    histogram('Hotel stays', shape.stayHours, 0, 120, 30, 'hours'),
  ];
}

const plain = { logX: false, logY: false } as const;

function bars(title: string, x: readonly number[], y: readonly number[], xLabel: string, yLabel: string): Picture {
  return { title, kind: 'bars', x, y, ...plain, xLabel, yLabel };
}

function shares(values: Float64Array): readonly number[] {
  const all = values.reduce((total, value) => total + value, 0) || 1;
  return Array.from(values, (value) => value / all);
}

/** Values beyond the ends count in the outer bars. */
function histogram(
  title: string,
  values: Float64Array,
  low: number,
  high: number,
  count: number,
  xLabel: string,
): Picture {
  const width = (high - low) / count;
  const bins = new Float64Array(count);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.max(0, Math.floor((value - low) / width)));
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bars(
    title,
    Array.from(bins, (_, i) => low + (i + 0.5) * width),
    shares(bins),
    xLabel,
    'share',
  );
}

/** Share of people with at least so much, on logarithmic axes, at sixty points at most. */
function survival(title: string, values: Float64Array, xLabel: string): Picture {
  const sorted = Float64Array.from(values)
    .filter((value) => value > 0)
    .sort();
  const points = new Map<number, number>();
  for (let p = 0; p < 60; p++) {
    const value =
      sorted[Math.floor((1 - 10 ** (-(p / 59) * Math.log10(Math.max(sorted.length, 2)))) * (sorted.length - 1))];
    if (value !== undefined) points.set(value, sorted.filter((other) => other >= value).length / sorted.length);
  }
  const x = [...points.keys()].sort((a, b) => a - b);
  const y = x.map((value) => points.get(value) as number);
  return { title, kind: 'line', x, y, ...plain, logY: true, xLabel, yLabel: 'share with at least' };
}

function ranks(title: string, sizes: Float64Array, xLabel: string, yLabel: string, exponent: number): Picture {
  const y = Array.from(sizes);
  const x = y.map((_, i) => i + 1);
  const reference = { label: `rank^-${exponent}`, y: x.map((rank) => (y[0] ?? 1) * rank ** -exponent) };
  return { title, kind: 'line', x, y, logX: true, logY: true, xLabel, yLabel, reference };
}
