import { at } from '../array.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { townNames } from './names.ts';

export type AreaKind = 'border' | 'county' | 'seat' | 'city';

/** One area of responsibility: a border town, a county, the prefecture's seat or an inland city. */
export interface Area {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: AreaKind;
  /** Kilometres along and away from the border. */
  readonly x: number;
  readonly borderKm: number;
  readonly lat: number;
  readonly lon: number;
  /** Share of the population. */
  readonly weight: number;
  readonly train: boolean;
  readonly airport: boolean;
  readonly pier: boolean;
  /** First six digits of ids issued here; 99 begins no real id. */
  readonly code: string;
}

interface Draft {
  readonly kind: AreaKind;
  readonly x: number;
  readonly borderKm: number;
  readonly pull: number;
}

/** A fictional prefecture in the open ocean, so that it can be no real place. */
export function makeAreas(parameters: Parameters, rng: Rng): readonly Area[] {
  const drafts = rng.shuffle([...prefecture(parameters, rng), ...inland(parameters, rng)]);
  const names = townNames(drafts.length, rng);
  const codes = rng.shuffle(
    Array.from({ length: drafts.length }, (_, i) => `99${String(1100 + i * 37 + 3).padStart(4, '0')}`),
  );
  const lat0 = 21 + 3 * rng.next();
  const lon0 = 136 + 4 * rng.next();
  const pulls = shares(drafts, parameters);
  return drafts.map((draft, index) => {
    const lat = lat0 + (parameters.geography.inlandSign * draft.borderKm) / 111;
    const lon = lon0 + draft.x / (111 * Math.cos((lat * Math.PI) / 180));
    const large = draft.kind === 'seat' || draft.kind === 'city';
    return Object.freeze({
      index,
      id: `A${String(index + 1).padStart(2, '0')}`,
      name: at(names, index),
      ...draft,
      lat,
      lon,
      weight: at(pulls, index),
      train: large && rng.chance(0.85),
      airport: draft.kind === 'seat' || (draft.kind === 'city' && rng.chance(0.5)),
      pier: draft.kind !== 'city' && rng.chance(0.35),
      code: at(codes, index),
    });
  });
}

function prefecture({ geography }: Parameters, rng: Rng): readonly Draft[] {
  const { borderTowns, counties, widthKm } = geography;
  const along = (i: number, count: number): number => ((i + 0.5 + 0.3 * rng.normal()) / count) * widthKm;
  return [
    ...Array.from({ length: borderTowns }, (_, i) =>
      draft('border', along(i, borderTowns), rng.between(2, 14), 0.5, rng),
    ),
    ...Array.from({ length: counties }, (_, i) => draft('county', along(i, counties), rng.between(35, 120), 1, rng)),
    draft('seat', widthKm * rng.between(0.35, 0.65), rng.between(90, 150), 2.4, rng),
  ];
}

function inland({ geography }: Parameters, rng: Rng): readonly Draft[] {
  return Array.from({ length: geography.cities }, (_, i) => {
    const depth = 260 + ((geography.depthKm - 260) * (i + rng.next())) / geography.cities;
    return draft('city', geography.widthKm * rng.between(-0.5, 1.6), depth, 1, rng);
  });
}

function draft(kind: AreaKind, x: number, borderKm: number, pull: number, rng: Rng): Draft {
  return { kind, x, borderKm, pull: pull * rng.logNormal(1, 0.4) };
}

function shares(drafts: readonly Draft[], { geography }: Parameters): readonly number[] {
  const sum = (city: boolean): number =>
    drafts.reduce((total, one) => total + ((one.kind === 'city') === city ? one.pull : 0), 0);
  const inlandSum = sum(true);
  const borderSum = sum(false);
  return drafts.map((one) =>
    one.kind === 'city'
      ? (geography.inlandShare * one.pull) / inlandSum
      : ((1 - geography.inlandShare) * one.pull) / borderSum,
  );
}
