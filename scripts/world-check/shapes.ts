import type { Shape } from './shape-measures.ts';

/** One number of a world's shape, the range it has to lie in, and who published what the range rests on. */
export interface ShapeRange {
  readonly name: string;
  readonly about: string;
  readonly of: (shape: Shape) => number;
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

export const shapeRanges: readonly ShapeRange[] = Object.freeze([
  {
    name: 'degree overdispersion',
    about:
      'mean of k(k - 1) over the squared mean of k, less 1; 0 in a random graph, and the same however few records are kept',
    of: ({ degrees }) => mean(degrees.map((k) => k * (k - 1))) / mean(degrees) ** 2 - 1,
    low: 0.3,
    high: 30,
    source:
      'Newman, SIAM Review 45 (2003), sections III.C and IV: social degrees are right-skewed, those of a random graph are not',
  },
  {
    name: 'clustering',
    about: 'mean share of a person’s partners who met each other',
    of: ({ clustering }) => mean(clustering),
    low: 0.1,
    high: 0.88,
    source: 'Newman, SIAM Review 45 (2003), table II: social networks from 0.13 to 0.88, a dating network aside',
  },
  {
    name: 'burstiness',
    about: 'mean of (s - m) / (s + m) of the gaps between records; 0 is a Poisson process, 1 all bursts',
    of: ({ burstiness }) => mean(burstiness),
    low: 0.05,
    high: 0.8,
    source:
      'Goh & Barabási, EPL 81, 48002 (2008): mail, loans, printing and calls are all bursty; Kim & Jo, PRE 94, 032311 (2016) for few gaps',
  },
  {
    name: 'radius of gyration, median',
    about: 'kilometres from the centre of a person’s records; people seen in two places or more',
    of: ({ gyrationKm }) => quantile(gyrationKm, 0.5),
    low: 1,
    high: 150,
    source:
      'González, Hidalgo & Barabási, Nature 453 (2008), eq. 2: from 5.8 km upwards with an exponential cut-off at 350 km',
  },
  {
    name: 'radius of gyration, ninth decile over median',
    about: 'how unequal people’s ranges are',
    of: ({ gyrationKm }) => quantile(gyrationKm, 0.9) / quantile(gyrationKm, 0.5),
    low: 1.8,
    high: 40,
    source: 'González, Hidalgo & Barabási, Nature 453 (2008), eq. 2: truncated power law with exponent 1.65 ± 0.15',
  },
  {
    name: 'own places, Zipf exponent',
    about: 'fall of the share of visits from a person’s first place to the fifth',
    of: ({ ownPlaces }) => zipfExponent(ownPlaces),
    low: 0.4,
    high: 1.6,
    source:
      'Song, Koren, Wang & Barabási, Nature Physics 6 (2010): 1.2 ± 0.1 with full traces; González 2008: about 1; sparse records flatten it',
  },
  {
    name: 'hotels, Zipf exponent',
    about: 'fall of guests from the first hotel to the middle one',
    of: ({ hotelGuests }) => zipfExponent(hotelGuests.subarray(0, Math.max(5, hotelGuests.length >> 1))),
    low: 0.3,
    high: 1.6,
    source: 'Gabaix, Annual Review of Economics 1 (2009): sizes of towns and firms near 1',
  },
  {
    name: 'night share of records',
    about: 'records from 0 to 5 o’clock, five hours of twenty-four',
    of: ({ hours }) => sum(hours.subarray(0, 5)) / sum(hours),
    low: 0.01,
    high: 0.15,
    source:
      'Jo, Karsai, Kertész & Kaski, New J. Physics 14, 013055 (2012): deep trough at night; an even day would have 0.21',
  },
  {
    name: 'busiest hour over quietest',
    about: 'records of the busiest hour over those of the quietest',
    of: ({ hours }) => Math.max(...hours) / Math.max(1, Math.min(...hours)),
    low: 3,
    high: 300,
    source:
      'Louail et al., Scientific Reports 4, 5276 (2014): one trough before dawn, peaks at midday and in the evening, in every city',
  },
  {
    name: 'hotel stay, median hours',
    about: 'from check-in to check-out',
    of: ({ stayHours }) => quantile(stayHours, 0.5),
    low: 4,
    high: 36,
    source:
      'Song, Koren, Wang & Barabási, Nature Physics 6 (2010): stays fall as a power law up to 17 hours, one night',
  },
  {
    name: 'hotel stay, share over 72 hours',
    about: 'stays of more than three nights',
    of: ({ stayHours }) => stayHours.filter((hours) => hours > 72).length / stayHours.length,
    low: 0.001,
    high: 0.3,
    source: 'Barros & Machado, Annals of Tourism Research 37 (2010): length of stay has a long right tail',
  },
]);

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** Nearest rank; NaN for nothing. */
function quantile(values: Float64Array, share: number): number {
  return Float64Array.from(values).sort()[Math.floor(share * (values.length - 1))] ?? Number.NaN;
}

/** Least squares of log size on log rank, sign turned. */
function zipfExponent(sizes: Float64Array): number {
  const held = sizes.filter((size) => size > 0);
  const x = held.map((_, i) => Math.log(i + 1));
  const y = held.map(Math.log);
  const [mx, my] = [mean(x), mean(y)];
  let xy = 0;
  let xx = 0;
  for (const [i, value] of x.entries()) {
    xy += (value - mx) * ((y[i] as number) - my);
    xx += (value - mx) ** 2;
  }
  return -xy / xx;
}
