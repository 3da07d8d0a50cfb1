import { type Lake, sql } from '../lake/index.ts';

type CaseRole = 'user' | 'retailer' | 'supplier';

/** People about whom something is established, as person numbers in rising order. */
export interface Established {
  readonly byRole: Readonly<Record<CaseRole, Int32Array>>;
  readonly cleared: Int32Array;
  /** Everyone named by a case in any role: none of them is ever ranked (oversight rule 16). */
  readonly all: ReadonlySet<number>;
}

/** Reads `established.parquet`, which holds only what was established by the date of the run. */
export async function readEstablished(lake: Lake, file: string): Promise<Established> {
  const rows = await lake.rows<{ person: number; role: string }>(
    `select distinct person, role from ${sql.parquet([file])} order by person, role`,
  );
  const of = (role: string): Int32Array =>
    Int32Array.from(rows.filter((row) => row.role === role).map((row) => row.person));
  return {
    byRole: { user: of('user'), retailer: of('retailer'), supplier: of('supplier') },
    cleared: of('cleared'),
    all: new Set(rows.map((row) => row.person)),
  };
}
