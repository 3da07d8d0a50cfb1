import type { DataSet } from './data-set.ts';
import { looksLike } from './motifs.ts';
import { type GuiltyRole, guiltyRoles, type WorldCheck } from './types.ts';

/** What the registered people really are; the position in each array is the `pid`. */
export interface Souls {
  readonly people: number;
  readonly role: readonly ('none' | GuiltyRole)[];
  readonly network: readonly string[];
  readonly kind: readonly string[];
  /** 1 where the person is established or covered by a warrant. */
  readonly known: Uint8Array;
}

export async function readSouls(data: DataSet): Promise<Souls> {
  const rows = await data.rows('select role, network, kind, known from soul order by pid');
  return Object.freeze({
    people: rows.length,
    role: rows.map((row) => row.role as 'none' | GuiltyRole),
    network: rows.map((row) => String(row.network)),
    kind: rows.map((row) => String(row.kind)),
    known: Uint8Array.from(rows, (row) => (row.known === true ? 1 : 0)),
  });
}

export function countUnknown(souls: Souls): WorldCheck['unknown'] {
  const count = (role: string): number => souls.role.filter((own, i) => own === role && souls.known[i] === 0).length;
  return { none: count('none'), user: count('user'), retailer: count('retailer'), supplier: count('supplier') };
}

export function countLookalikes(souls: Souls): WorldCheck['lookalikes'] {
  const of = (role: GuiltyRole): number =>
    souls.kind.filter((kind, i) => souls.role[i] === 'none' && looksLike(kind, role)).length;
  return Object.fromEntries(guiltyRoles.map((role) => [role, of(role)])) as Record<GuiltyRole, number>;
}
