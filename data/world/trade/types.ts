import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';

/** A retailer and the users who buy there. */
export interface Circle {
  readonly retailer: number;
  readonly users: readonly number[];
  readonly area: number;
  readonly deals: readonly DealPattern[];
  /** Hotels the circle knows. */
  readonly hotels: readonly number[];
}

export interface Network {
  readonly index: number;
  /** Organisers; one of some networks sits over the border. */
  readonly suppliers: readonly number[];
  readonly transporters: readonly number[];
  readonly circles: readonly Circle[];
  /** Border town the goods come from. */
  readonly source: number;
  /** County where loads change hands. */
  readonly staging: number;
  readonly supply: readonly SupplyPattern[];
  readonly crafts: readonly CraftPattern[];
  nextDelivery: number;
}

/** One load on its way: who carries, who receives. */
export interface Delivery {
  readonly network: Network;
  readonly day: number;
  /** At least one; free and not convicted. */
  readonly carriers: readonly number[];
  readonly receivers: readonly Circle[];
}

export interface Deal {
  readonly circle: Circle;
  /** At least one. */
  readonly users: readonly number[];
  readonly day: number;
}

interface Described {
  readonly name: string;
  readonly about: string;
}

export interface SupplyPattern extends Described {
  readonly tier: 'supply';
  deliver(world: World, rng: Rng, delivery: Delivery): void;
}

export interface DealPattern extends Described {
  readonly tier: 'retail';
  /** Reaches buyers in other areas. */
  readonly afar: boolean;
  deal(world: World, rng: Rng, deal: Deal): void;
}

/** A habit of a network that is neither load nor sale. */
export interface CraftPattern extends Described {
  readonly tier: 'craft';
  tend(world: World, rng: Rng, network: Network, day: number): void;
}

export type Pattern = SupplyPattern | DealPattern | CraftPattern;

/** Patterns as written in their files, frozen. */
export const supplyPattern = (pattern: SupplyPattern): SupplyPattern => Object.freeze(pattern);
export const dealPattern = (pattern: DealPattern): DealPattern => Object.freeze(pattern);
export const craftPattern = (pattern: CraftPattern): CraftPattern => Object.freeze(pattern);
