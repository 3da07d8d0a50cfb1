import type { Rng } from '../kernel/rng.ts';
import type { StoredRow } from '../rank/index.ts';
import type { Role } from '../types.ts';

export interface DraftOptions {
  /** Leads a role, from the top. */
  readonly top: number;
  /** Nobody is proposed on a score below it, 0 to 1. */
  readonly atLeast: number;
  /** Persons a role drawn at random from below, reviewed blind; null: a tenth of those who are proposed. */
  readonly sample: number | null;
  /** Seed of the draw. */
  readonly seed: number;
}

export interface Chosen {
  readonly row: StoredRow;
  readonly role: Role;
  readonly sample: boolean;
}

/** The top of a role, and behind some of them, drawn at random, somebody drawn at random from below. */
export function chooseLeads(
  rows: readonly StoredRow[],
  role: Role,
  { top, atLeast, sample }: DraftOptions,
  rng: Rng,
): readonly Chosen[] {
  const likely = rows.slice(0, top).filter(({ score }) => score >= atLeast);
  const chosen = likely.map((row): Chosen => ({ row, role, sample: false }));
  const below = rows.slice(likely.length);
  const drawn = sample ?? Math.ceil(likely.length / 10);
  for (let n = 0; n < drawn && below.length > 0 && chosen.length > 0; n++) {
    const [row] = below.splice(rng.int(below.length), 1);
    if (row !== undefined) chosen.splice(1 + rng.int(chosen.length), 0, { row, role, sample: true });
  }
  return chosen;
}
