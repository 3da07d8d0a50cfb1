import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Lake, sql } from '../lake/index.ts';

const readers: Readonly<Record<string, (file: string) => string>> = {
  '.csv': (file) => `read_csv(${sql.text(file)}, header = true, all_varchar = true)`,
  '.ndjson': (file) => `read_json(${sql.text(file)}, format = 'newline_delimited')`,
  '.parquet': (file) => `read_parquet(${sql.text(file)})`,
};
const roleNames = ['none', 'user', 'retailer', 'supplier'];

/** Makes the view `truth` (id_no, phone, role, lookalike, network_id, pattern), one row a key of the file, all text. */
export async function openTruth(lake: Lake, file: string): Promise<void> {
  const relation = await relationOf(lake, file);
  const columns = (await lake.rows<{ column_name: string }>(`describe select * from ${relation}`)).map(
    (row) => row.column_name,
  );
  if (!columns.includes('role') || !(columns.includes('id_no') || columns.includes('phone'))) {
    throw fault(file, `columns ${columns.join(', ')}`, 'a column role, and id_no or phone');
  }
  const column = (name: string): string =>
    columns.includes(name) ? `nullif(trim(cast(${sql.name(name)} as VARCHAR)), '')` : 'cast(null as VARCHAR)';
  const parts = ['id_no', 'phone', 'role', 'lookalike', 'network_id', 'pattern'].map(
    (name) => `${column(name)} as ${name}`,
  );
  await lake.run(`create or replace temp table truth as select ${parts.join(', ')} from ${relation}`);
  await checkRows(lake, file);
}

async function relationOf(lake: Lake, file: string): Promise<string> {
  if (!existsSync(file)) throw fault(file, 'no such file', 'the truth file of the data set');
  const reader = readers[extname(file)];
  if (reader === undefined) throw fault(file, `a file named *${extname(file)}`, 'a .csv, .ndjson or .parquet file');
  const relation = reader(file);
  try {
    await lake.rows(`select * from ${relation} limit 1`);
  } catch (error) {
    throw fault(file, 'a file that cannot be read', `readable ${extname(file).slice(1)}`, error);
  }
  return relation;
}

async function checkRows(lake: Lake, file: string): Promise<void> {
  const [bad] = await lake.rows<{ keyless: number; wrong: number; role: string | null; rows: number }>(`
    select count(*) as rows, count(case when (id_no is null) = (phone is null) then 1 end) as keyless,
      count(case when coalesce(role, '') not in (${roleNames.map(sql.text).join(', ')}) then 1 end) as wrong,
      min(case when coalesce(role, '') not in (${roleNames.map(sql.text).join(', ')}) then coalesce(role, 'empty') end) as role
    from truth`);
  if (bad === undefined || bad.rows === 0) throw fault(file, 'no rows', 'one row for each person');
  if (bad.keyless > 0)
    throw fault(file, `${bad.keyless} rows with both or neither key`, 'id_no or phone, one of the two');
  const [twice] = await lake.rows<{ keys: number }>(
    'select count(*) as keys from (select id_no, phone from truth group by id_no, phone having count(*) > 1) as repeated',
  );
  if (twice !== undefined && twice.keys > 0)
    throw fault(file, `${twice.keys} keys that stand in more than one row`, 'one row for each person');
  if (bad.wrong > 0)
    throw fault(file, `${bad.wrong} rows with a role such as ${bad.role}`, `one of ${roleNames.join(', ')}`);
}

function fault(file: string, got: string, expected: string, cause?: unknown): ExcavatorError {
  return new ExcavatorError(
    {
      code: 'truth_unreadable',
      kind: 'usage',
      what: 'The truth file cannot be used.',
      where: file,
      got,
      expected,
      advice: 'Name the file that `excavator world` wrote beside the data set, or one with the same columns.',
    },
    { cause },
  );
}
