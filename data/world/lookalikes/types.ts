import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

/** Innocent people with a reason to do what traffickers do. */
export interface Crew {
  readonly members: readonly number[];
  readonly home: number;
  /** A few partner areas and people the crew keeps coming back to. */
  readonly areas: readonly number[];
  readonly clients: readonly number[];
  readonly hotels: readonly number[];
  next: number;
}

export interface Lookalike {
  readonly name: string;
  readonly about: string;
  /** The role it is mistaken for. */
  readonly like: 'user' | 'retailer' | 'supplier';
  /** Members of a crew, from and to. */
  readonly size: readonly [number, number];
  /** Where the other members come from. */
  readonly bond: 'friends' | 'colleagues' | 'household';
  /** Clients kept, from and to. */
  readonly clients?: readonly [number, number];
  /** Partner areas lie at the border, inland or anywhere. */
  readonly reach?: 'border' | 'inland' | 'any';
  /** Vehicle the first member needs. */
  readonly wheels?: 'car' | 'truck' | 'van' | 'motorbike';
  /** Clients the first member meets in the days after an act, on average. */
  readonly meets?: number;
  /** Meetings of clients with each other in the days after an act, on average. */
  readonly mingle?: number;
  /** Mean days between two acts. */
  readonly every: number;
  /** Whom the first member is drawn from; default the area's residents. */
  first?(world: World, rng: Rng): number;
  act(world: World, rng: Rng, crew: Crew, day: number): void;
}

/** A kind as written in its file, frozen. */
export function lookalike(kind: Lookalike): Lookalike {
  return Object.freeze(kind);
}
