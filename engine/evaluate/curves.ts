import type { RankedRows } from '../kernel/ranking-bootstrap.ts';
import type { RoleCurves } from './types.ts';

const points = 120;

/** Points of the plots of one role. */
export function curvesOf({ scores, labels, missed }: RankedRows): RoleCurves {
  const positives = labels.reduce((sum, label) => sum + label, 0) + missed.length;
  const [recall, precision, looked, found]: number[][] = [[], [], [], []] as number[][];
  let hits = 0;
  // Places at even steps of the logarithm: the first names are what counts.
  const wanted = new Set(
    Array.from({ length: points }, (_, i) =>
      Math.round(Math.exp((i / (points - 1)) * Math.log(Math.max(labels.length, 2)))),
    ),
  );
  for (let i = 0; i < labels.length; i++) {
    hits += labels[i] as number;
    if (!wanted.has(i + 1) || positives === 0) continue;
    recall?.push(round(hits / positives));
    precision?.push(round(hits / (i + 1)));
    looked?.push(round((i + 1) / labels.length));
    found?.push(round(hits / positives));
  }
  return {
    precisionRecall: { recall: recall ?? [], precision: precision ?? [] },
    reliability: reliabilityOf(scores, labels),
    lift: { looked: looked ?? [], found: found ?? [] },
  };
}

function reliabilityOf(scores: Float64Array, labels: Uint8Array): RoleCurves['reliability'] {
  const people = new Float64Array(10);
  const sums = new Float64Array(10);
  const ups = new Float64Array(10);
  for (let i = 0; i < scores.length; i++) {
    const bin = Math.min(Math.floor((scores[i] as number) * 10), 9);
    people[bin] = (people[bin] as number) + 1;
    sums[bin] = (sums[bin] as number) + (scores[i] as number);
    ups[bin] = (ups[bin] as number) + (labels[i] as number);
  }
  const filled = [...people.keys()].filter((bin) => (people[bin] as number) > 0);
  return {
    score: filled.map((bin) => round((sums[bin] as number) / (people[bin] as number))),
    share: filled.map((bin) => round((ups[bin] as number) / (people[bin] as number))),
    people: filled.map((bin) => people[bin] as number),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
