import { UnionFind } from '../kernel/union-find.ts';
import type { ColumnTable, Lake } from '../lake/index.ts';
import { pseudonym } from '../vault/index.ts';

/**
 * Gives every identifier a person number. Clusters are sets of claims joined by union-find; numbers
 * follow the smallest identifier of each cluster, so they do not depend on the order of the rows.
 */
export async function numberPersons(lake: Lake, key: Buffer): Promise<number> {
  const { columns, rows } = await lake.columns('select identifier from identifier order by identifier');
  const identifiers = textColumn({ columns, rows }, 'identifier');
  const index = new Map(identifiers.map((identifier, i) => [identifier, i]));
  const sets = new UnionFind(rows);
  const claims = await lake.columns('select identifier, holder from claim order by identifier');
  const holders = textColumn(claims, 'holder');
  for (const [i, identifier] of textColumn(claims, 'identifier').entries()) {
    sets.union(index.get(identifier) as number, index.get(holders[i] as string) as number);
  }
  const { person, pseudonyms } = numberSets(sets, identifiers, key);
  await lake.createTable('person_key', {
    rows,
    columns: {
      identifier: { kind: 'text', values: identifiers, valid: all(rows) },
      person: { kind: 'int32', values: person, valid: all(rows) },
    },
  });
  await lake.createTable('person_pseudonym', {
    rows: pseudonyms.length,
    columns: {
      person: { kind: 'int32', values: Int32Array.from(pseudonyms.keys()), valid: all(pseudonyms.length) },
      pseudonym: { kind: 'text', values: pseudonyms, valid: all(pseudonyms.length) },
    },
  });
  return pseudonyms.length;
}

function numberSets(
  sets: UnionFind,
  identifiers: readonly string[],
  key: Buffer,
): { person: Int32Array; pseudonyms: string[] } {
  const person = new Int32Array(identifiers.length);
  const pseudonyms: string[] = [];
  for (let i = 0; i < identifiers.length; i++) {
    const root = sets.find(i);
    if (root === i) person[i] = pseudonyms.push(pseudonym(key, identifiers[i] as string)) - 1;
    else person[i] = person[root] as number;
  }
  return { person, pseudonyms };
}

function textColumn(table: ColumnTable, column: string): readonly string[] {
  const found = table.columns[column];
  return found?.kind === 'text' ? found.values : [];
}

function all(rows: number): Uint8Array {
  return new Uint8Array(rows).fill(1);
}
