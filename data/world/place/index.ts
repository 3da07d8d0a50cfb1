export type { Area } from './areas.ts';
export { makeAreas } from './areas.ts';
export { type Gravity, makeGravity } from './gravity.ts';
export { makePlaces, type Place, type PlaceKind, type Places } from './places.ts';
export { makeRoads, type Roads, type Route, type Stop } from './roads.ts';
