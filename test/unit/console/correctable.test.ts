import { expect, it } from 'vitest';
import { correctable } from '../../../api/console/pages/records/columns.ts';
import { dictionary } from '../../../api/console/words/dictionary.ts';
import { tables } from '../../../data/schema/index.ts';

/** The page may not read the data contract, so its list is held against it here. */
it('columns that a correction may set are those of the data contract but the id, each with a word', () => {
  for (const [table, columns] of Object.entries(correctable)) {
    const { fields } = tables[table as keyof typeof tables];
    expect(['record_id', ...columns], table).toEqual(Object.keys(fields));
    expect(columns.filter((column) => !(`column.${column}` in dictionary))).toEqual([]);
  }
  expect(Object.keys(correctable)).toHaveLength(5);
});
