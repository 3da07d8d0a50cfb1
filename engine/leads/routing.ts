import type { Unit, UnitKind } from '../rights/index.ts';
import type { LeadRole } from './types.ts';

/** Which kind of unit a lead goes to by default, first choice first. A suspected user goes to care, never to enforcement. */
export const routes: Readonly<Record<LeadRole, readonly UnitKind[]>> = Object.freeze({
  user: Object.freeze(['community_treatment'] as const),
  retailer: Object.freeze(['county_brigade', 'brigade'] as const),
  supplier: Object.freeze(['brigade', 'county_brigade'] as const),
});

/** The unit of the person's own area, else one of the whole prefecture; null where there is none of the right kind. */
export function routeTo(role: LeadRole, area: string | null, units: readonly Unit[]): string | null {
  for (const kind of routes[role]) {
    const fit = units.filter((unit) => unit.kind === kind);
    const found =
      fit.find((unit) => unit.area !== null && unit.area === area) ?? fit.find((unit) => unit.area === null);
    if (found !== undefined) return found.id;
  }
  return null;
}
