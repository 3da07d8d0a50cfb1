import type { Shape } from './shape-measures.ts';

/** One number of a world's shape, the range it has to lie in, and who published what the range rests on. */
export interface ShapeRange {
  readonly name: string;
  readonly about: string;
  readonly of: (shape: Shape) => number;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  /** What of the source was read when the range was set. */
  readonly read: SourceRead;
}

/**
 * `numbers`: the figures behind the range were looked up. `paper`: the publication and what it claims were looked up, its
 * figures are quoted from memory. `recalled`: neither was looked up.
 */
export type SourceRead = 'numbers' | 'paper' | 'recalled';

export const shapeRanges: readonly ShapeRange[] = Object.freeze([
  {
    name: 'degree overdispersion',
    about:
      'mean of k(k - 1) over the squared mean of k, less 1; 0 in a random graph, and the same however few records are kept',
    of: ({ degrees }) => mean(degrees.map((k) => k * (k - 1))) / mean(degrees) ** 2 - 1,
    low: 0.3,
    high: 10,
    source:
      'Newman, The structure and function of complex networks, SIAM Review 45, 167-256 (2003), section 3.3: social degrees are right-skewed; a random graph has 0. The two ends of the range are ours',
    read: 'paper',
  },
  {
    name: 'clustering',
    about: 'mean share of a person’s partners who met each other',
    of: ({ clustering }) => mean(clustering),
    low: 0.13,
    high: 0.8,
    source:
      'Newman, SIAM Review 45, 167-256 (2003), section 3.2 and its table of networks: social networks from about 0.1 to 0.9',
    read: 'paper',
  },
  {
    name: 'burstiness',
    about: 'mean of (s - m) / (s + m) of the gaps between records; 0 is a Poisson process, 1 all bursts',
    of: ({ burstiness }) => mean(burstiness),
    low: 0.08,
    high: 0.6,
    source:
      'Goh & Barabási, Burstiness and memory in complex systems, EPL 81, 48002 (2008): human activity is bursty (B over 0) through its gaps; Kim & Jo, Phys. Rev. E 94, 032311 (2016) for few gaps. The two ends are ours',
    read: 'paper',
  },
  {
    name: 'radius of gyration, median',
    about: 'kilometres from the centre of a person’s records; people seen in two places or more',
    of: ({ gyrationKm }) => quantile(gyrationKm, 0.5),
    low: 1,
    high: 150,
    source:
      'González, Hidalgo & Barabási, Understanding individual human mobility patterns, Nature 453, 779-782 (2008): truncated power law of the radius, from 5.8 km upwards with a cut-off at 350 km',
    read: 'paper',
  },
  {
    name: 'radius of gyration, ninth decile over median',
    about: 'how unequal people’s ranges are',
    of: ({ gyrationKm }) => quantile(gyrationKm, 0.9) / quantile(gyrationKm, 0.5),
    low: 1.8,
    high: 15,
    source:
      'González, Hidalgo & Barabási, Nature 453, 779-782 (2008): truncated power law with exponent 1.65 ± 0.15; the decile ratio is ours',
    read: 'paper',
  },
  {
    name: 'own places, Zipf exponent',
    about: 'fall of the share of visits from a person’s first place to the fifth',
    of: ({ ownPlaces }) => zipfExponent(ownPlaces),
    low: 0.4,
    high: 1.4,
    source:
      'Song, Koren, Wang & Barabási, Modelling the scaling properties of human mobility, Nature Physics 6, 818-823 (2010): visits fall by rank with exponent 1.2 ± 0.1 in full traces; sparse records flatten it',
    read: 'paper',
  },
  {
    name: 'hotels, Zipf exponent',
    about: 'fall of guests from the first hotel to the middle one',
    of: ({ hotelGuests }) => zipfExponent(hotelGuests.subarray(0, Math.max(5, hotelGuests.length >> 1))),
    low: 0.35,
    high: 1.3,
    source:
      'Gabaix, Power laws in economics and finance, Annual Review of Economics 1, 255-293 (2009): sizes of cities and firms near 1; that hotels follow is our assumption',
    read: 'paper',
  },
  {
    name: 'night share of records',
    about: 'records from 0 to 5 o’clock, five hours of twenty-four',
    of: ({ hours }) => sum(hours.subarray(0, 5)) / sum(hours),
    low: 0.015,
    high: 0.1,
    source:
      'Jo, Karsai, Kertész & Kaski, Circadian pattern and burstiness in mobile phone communication, New J. Physics 14, 013055 (2012): daily and weekly cycles in calls; an even day would have 0.21. The two ends are ours',
    read: 'paper',
  },
  {
    name: 'busiest hour over quietest',
    about: 'records of the busiest hour over those of the quietest',
    of: ({ hours }) => Math.max(...hours) / Math.max(1, Math.min(...hours)),
    low: 5,
    high: 150,
    source:
      'Louail et al., From mobile phone data to the spatial structure of cities, Scientific Reports 4, 5276 (2014): 31 Spanish cities share one daily rhythm with peaks at midday and about 18 o’clock. The two ends are ours',
    read: 'paper',
  },
  {
    name: 'nights of a hotel stay, mean',
    about: 'midnights between check-in and check-out, of stays over one or more',
    of: ({ stayNights }) => mean(stayNights),
    low: 1.2,
    high: 3.5,
    source:
      'Visitor statistics of Amsterdam, average length of hotel stay by country of residence, 2024: 1.6 to 3.3 nights',
    read: 'numbers',
  },
  {
    name: 'nights of a hotel stay, share over three',
    about: 'of stays over one midnight or more',
    of: ({ stayNights }) => stayNights.filter((nights) => nights > 3).length / stayNights.length,
    low: 0.005,
    high: 0.3,
    source:
      'Barros & Correia, Survival analysis in tourism demand (2007); Yang, Wong & Zhang, Asia Pacific J. of Tourism Research 16, 619-633 (2011) on domestic tourists of a Chinese town: lengths of stay have a long right tail. The two ends are ours',
    read: 'paper',
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
