import { config } from '../../config/index.ts';
import { distanceKm, isImpossible } from '../../kernel/impossible-travel.ts';
import type { Numbers } from './activity.ts';

/** True where one person would have had to carry both numbers faster than anybody travels: a cannot-link. */
export function overlapsImpossibly({ activity, placeLat, placeLon }: Numbers, a: number, b: number): boolean {
  const { personKmhMax, kmMin, clockSeconds, horizonSeconds } = config.lifetimes.travel;
  const limits = { kmhMax: personKmhMax, kmMin, clockSeconds };
  const { placeOffsets, placeAt, place } = activity;
  const endA = placeOffsets[a + 1] as number;
  const endB = placeOffsets[b + 1] as number;
  let from = placeOffsets[b] as number;
  for (let i = placeOffsets[a] as number; i < endA; i++) {
    const at = placeAt[i] as number;
    while (from < endB && (placeAt[from] as number) < at - horizonSeconds) from++;
    for (let j = from; j < endB && (placeAt[j] as number) <= at + horizonSeconds; j++) {
      const [one, other] = [place[i] as number, place[j] as number];
      const km = distanceKm(
        placeLat[one] as number,
        placeLon[one] as number,
        placeLat[other] as number,
        placeLon[other] as number,
      );
      if (isImpossible(km, (placeAt[j] as number) - at, limits)) return true;
    }
  }
  return false;
}
