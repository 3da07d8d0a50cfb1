import type { Row } from '../../schema/index.ts';
import { at, cumulative, drawIndex, zipfWeights } from '../array.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import type { Area } from './areas.ts';
import { hotelName } from './names.ts';
import type { Roads } from './roads.ts';

export type PlaceKind = Row<'place'>['kind'];

export interface Place {
  readonly index: number;
  readonly id: string;
  readonly kind: PlaceKind;
  readonly area: number;
  readonly row: Row<'place'>;
  /** Rooms of a hotel, 0 elsewhere. */
  readonly rooms: number;
}

export interface Places {
  readonly all: readonly Place[];
  /** Place of the n-th gate of the roads. */
  readonly gatePlace: readonly number[];
  of(kind: PlaceKind, area: number): readonly number[];
  /** A place of the kind in the area, drawn by a Zipf law, from a number in [0, 1). */
  draw(kind: PlaceKind, area: number, unit: number): number;
}

const prefixes: Readonly<Record<PlaceKind, string>> = {
  hotel: 'HT',
  station: 'ST',
  airport: 'AP',
  pier: 'PR',
  checkpoint: 'CP',
  outlet: 'OL',
  cell: 'CL',
};

/** Hotels, stations, outlets and cells by population; use of them follows a Zipf law. */
export function makePlaces(
  areas: readonly Area[],
  roads: Roads,
  people: number,
  parameters: Parameters,
  rng: Rng,
): Places {
  const all: Place[] = [];
  const counts: Partial<Record<PlaceKind, number>> = {};
  const add = (kind: PlaceKind, area: Area, name: string, spreadKm: number, fixed?: Partial<Row<'place'>>): number => {
    const number = (counts[kind] ?? 0) + 1;
    counts[kind] = number;
    const id = `${prefixes[kind]}-${String(number).padStart(4, '0')}`;
    const dx = spreadKm * rng.normal();
    const dy = spreadKm * rng.normal();
    const row = Object.freeze({
      place_id: id,
      kind,
      name,
      lat: round(area.lat + dy / 111, 5),
      lon: round(area.lon + dx / 111, 5),
      area_id: area.id,
      border_km: round(Math.max(0.2, area.borderKm + dy * parameters.geography.inlandSign), 1),
      ...fixed,
    });
    all.push(
      Object.freeze({ index: all.length, id, kind, area: area.index, row, rooms: kind === 'hotel' ? rooms(rng) : 0 }),
    );
    return all.length - 1;
  };
  for (const area of areas) fillArea(area, Math.max(40, people * area.weight), add, rng);
  const gatePlace = roads.gates.map((gate, i) =>
    add('checkpoint', at(areas, gate.area), `${at(areas, gate.area).name}${i + 1}号检查站`, 0, {
      lat: round(gate.lat, 5),
      lon: round(gate.lon, 5),
      border_km: round(gate.borderKm, 1),
    }),
  );
  return index(all, gatePlace, areas.length, parameters.geography.zipfExponent);
}

function fillArea(
  area: Area,
  size: number,
  add: (kind: PlaceKind, area: Area, name: string, km: number) => number,
  rng: Rng,
): void {
  const scaled = (per: number, least: number): number => Math.max(least, Math.round(size / per));
  const tourist = area.kind === 'border' ? 2 : 1;
  for (let i = scaled(260 / tourist, 4); i > 0; i--) add('hotel', area, hotelName(area.name, rng), 3);
  for (let i = scaled(20000, 1); i > 0; i--) add('station', area, `${area.name}客运站${i}`, 2);
  if (area.train) add('station', area, `${area.name}火车站`, 4);
  if (area.airport) add('airport', area, `${area.name}机场`, 9);
  if (area.pier) add('pier', area, `${area.name}码头`, 3);
  for (let i = scaled(700, 2); i > 0; i--) add('outlet', area, `${area.name}${i}号网点`, 4);
  for (let i = scaled(500, 3); i > 0; i--) add('cell', area, `${area.name}基站${i}`, 6);
}

function rooms(rng: Rng): number {
  return Math.round(Math.min(180, 14 + rng.logNormal(30, 0.7)));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function index(all: readonly Place[], gatePlace: readonly number[], areaCount: number, exponent: number): Places {
  const lists = new Map<PlaceKind, number[][]>();
  for (const place of all) {
    const byArea = lists.get(place.kind) ?? Array.from({ length: areaCount }, (): number[] => []);
    lists.set(place.kind, byArea);
    at(byArea, place.area).push(place.index);
  }
  const sums = new Map<number, Float64Array>();
  const sumsFor = (count: number): Float64Array => {
    const made = sums.get(count) ?? cumulative(zipfWeights(count, exponent));
    sums.set(count, made);
    return made;
  };
  const of = (kind: PlaceKind, area: number): readonly number[] => lists.get(kind)?.[area] ?? [];
  const draw = (kind: PlaceKind, area: number, unit: number): number => {
    const list = of(kind, area);
    return list.length === 0 ? -1 : at(list, drawIndex(sumsFor(list.length), unit));
  };
  return Object.freeze({ all: Object.freeze(all), gatePlace: Object.freeze(gatePlace), of, draw });
}
