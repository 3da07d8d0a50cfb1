import { type Column, type Lake, sql } from '../lake/index.ts';
import { refusal, some } from './faults.ts';
import { needColumns, placeColumn, readTable, type TextTable } from './read-table.ts';

export interface Nodes {
  /** Text, in file order; all different. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  readonly classes: readonly string[];
  /** Class of each row of train and valid that has one, else -1. */
  readonly known: Int32Array;
  readonly train: number;
  readonly valid: number;
  readonly notices: readonly string[];
}

const reserved = ['id', 'label', 'split'];
/** A column of words with at most this many different ones becomes a column of 0 and 1 for each. */
const mostWords = 20;
const mostClasses = 100;
const largestFloat = 3.4e38;

/**
 * Reads the nodes. The label of a row whose split is neither train nor valid is never read: the statement that makes the
 * table of labels leaves it out.
 * @throws ExcavatorError column_missing, id_empty, id_repeated, split_unknown, column_not_numeric, labels_missing,
 *   one_label_only, labels_too_many
 */
export async function readNodes(lake: Lake, file: string): Promise<Nodes> {
  const source = await readTable(lake, file, 'nodes_text');
  needColumns(source, reserved);
  await checkIds(lake, source);
  await checkSplits(lake, source);
  const { names, columns, notices } = await readFeatures(lake, source);
  const { ids, classes, known, train, valid, notices: labelNotices } = await readLabels(lake, source);
  return { ids, names, columns, classes, known, train, valid, notices: [...notices, ...labelNotices] };
}

async function checkIds(lake: Lake, { file, table, rows }: TextTable): Promise<void> {
  const [counts] = await lake.rows<{ filled: number; different: number }>(
    `select count(id) as filled, count(distinct id) as different from ${table}`,
  );
  const { filled, different } = counts ?? { filled: 0, different: 0 };
  if (filled < rows) {
    throw refusal('id_empty', 'Some nodes have no id.', {
      where: `${file}, column id`,
      got: `${rows - filled} of ${rows} rows without one`,
      expected: 'a different id for each node',
      advice: 'Number the nodes.',
    });
  }
  if (different === rows) return;
  const [first] = await lake.rows<{ id: string }>(
    `select id from ${table} group by id having count(*) > 1 order by id limit 1`,
  );
  throw refusal('id_repeated', 'Several nodes have the same id.', {
    where: `${file}, column id`,
    got: `${rows - different} repetitions, for example ${first?.id}`,
    expected: 'a different id for each node',
    advice: 'Keep one row a node.',
  });
}

const splits: Readonly<Record<string, string>> = {
  train: 'train',
  valid: 'valid',
  val: 'valid',
  validation: 'valid',
  test: 'test',
};

async function checkSplits(lake: Lake, { file, table }: TextTable): Promise<void> {
  const found = await lake.rows<{ split: string }>(
    `select distinct lower(split) as split from ${table} where split is not null order by 1`,
  );
  const strange = found.map(({ split }) => split).filter((split) => splits[split] === undefined);
  if (strange.length === 0) return;
  throw refusal('split_unknown', 'The column split holds words that name no part.', {
    where: `${file}, column split`,
    got: some(strange),
    expected: 'train, valid, test or nothing',
    advice: 'Mark each row; what is empty is predicted like test.',
  });
}

interface Features {
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  readonly notices: readonly string[];
}

async function readFeatures(lake: Lake, source: TextTable): Promise<Features> {
  const candidates = source.columns.filter((column) => !reserved.includes(column));
  if (candidates.length === 0) {
    return { names: [], columns: [], notices: ['The nodes have no columns of their own: only the graph is used.'] };
  }
  const items = await featureItems(lake, source, candidates);
  const named = items.map(({ item }, k) => `${item} as f${k}`);
  const table = await lake.columns(`select ${named.join(', ')} from ${source.table} order by ${sql.name(placeColumn)}`);
  const columns: Float32Array[] = [];
  const names: string[] = [];
  const unbounded: string[] = [];
  const constant: string[] = [];
  for (const [k, { name }] of items.entries()) {
    const { values, infinite } = floats(table.columns[`f${k}`] as Column);
    if (infinite > 0) unbounded.push(`${name} (${infinite})`);
    if (isConstant(values)) constant.push(name);
    else {
      columns.push(values);
      names.push(name);
    }
  }
  const notices: string[] = [];
  const words = items.filter(({ word }) => word !== undefined);
  if (words.length > 0)
    notices.push(`Columns of words became columns of 0 and 1: ${some(words.map(({ name }) => name))}.`);
  if (unbounded.length > 0) notices.push(`Infinite values count as missing: ${some(unbounded)}.`);
  if (constant.length > 0) notices.push(`Columns with one value or none were left out: ${some(constant)}.`);
  return { names, columns, notices };
}

interface FeatureItem {
  readonly name: string;
  readonly item: string;
  readonly word?: string;
}

/** A numeric column as it is, true and false as 1 and 0, few words as one column each. */
async function featureItems(
  lake: Lake,
  { file, table }: TextTable,
  columns: readonly string[],
): Promise<FeatureItem[]> {
  const counts = columns.map(
    (column, k) =>
      `cast(sum(case when ${sql.name(column)} is not null and try_cast(${sql.name(column)} as DOUBLE) is null then 1 else 0 end) as BIGINT) as n${k}`,
  );
  const [failed] = await lake.rows<Record<string, number>>(`select ${counts.join(', ')} from ${table}`);
  const items: FeatureItem[] = [];
  const refused: string[] = [];
  for (const [k, column] of columns.entries()) {
    const cell = sql.name(column);
    if ((failed?.[`n${k}`] ?? 0) === 0) {
      items.push({ name: column, item: `try_cast(${cell} as DOUBLE)` });
      continue;
    }
    const found = await lake.rows<{ word: string }>(
      `select distinct ${cell} as word from ${table} where ${cell} is not null order by 1 limit ${mostWords + 1}`,
    );
    if (found.length > mostWords) refused.push(column);
    for (const { word } of found.length > mostWords ? [] : found) {
      const item = `case when ${cell} is null then null when ${cell} = ${sql.text(word)} then 1.0e0 else 0.0e0 end`;
      items.push({ name: `${column}=${word}`, item: `cast(${item} as DOUBLE)`, word });
    }
  }
  if (refused.length === 0) return items;
  throw refusal('column_not_numeric', `A column holds text: ${refused.map((name) => `"${name}"`).join(', ')}.`, {
    where: file,
    got: `more than ${mostWords} different words`,
    expected: `numbers, or at most ${mostWords} different words`,
    advice: 'Leave the column out or turn it into numbers.',
  });
}

/** Missing and infinite values become NaN; what Float32 cannot hold is cut to its largest number. */
function floats({ values, valid }: Column): { readonly values: Float32Array; readonly infinite: number } {
  const result = new Float32Array(valid.length);
  let infinite = 0;
  for (let i = 0; i < valid.length; i++) {
    const value = valid[i] === 1 ? (values[i] as number) : Number.NaN;
    if (Math.abs(value) === Infinity) infinite++;
    result[i] = Math.abs(value) === Infinity ? Number.NaN : Math.min(Math.max(value, -largestFloat), largestFloat);
  }
  return { values: result, infinite };
}

function isConstant(values: Float32Array): boolean {
  let first: number | undefined;
  let missing = false;
  for (const value of values) {
    if (Number.isNaN(value)) missing = true;
    else if (first === undefined) first = value;
    else if (value !== first) return false;
    if (missing && first !== undefined) return false;
  }
  return true;
}

type Labels = Pick<Nodes, 'ids' | 'classes' | 'known' | 'train' | 'valid' | 'notices'>;

async function readLabels(lake: Lake, { file, table }: TextTable): Promise<Labels> {
  const part = `case ${Object.entries(splits)
    .map(([word, name]) => `when lower(split) = '${word}' then '${name}'`)
    .join(' ')} else '' end`;
  const { columns, rows } = await lake.columns(
    `select id, part, case when part in ('train', 'valid') then label end as label
     from (select id, label, ${part} as part, ${sql.name(placeColumn)} as place from ${table}) order by place`,
  );
  const ids = (columns.id as Column).values as readonly string[];
  const parts = (columns.part as Column).values as readonly string[];
  const label = columns.label as Column;
  const texts = Array.from({ length: rows }, (_, i) =>
    label.valid[i] === 1 ? plainLabel(label.values[i] as string) : undefined,
  );
  const classes = [...new Set(texts.filter((text) => text !== undefined))].sort(byNumberThenText);
  const numbers = new Map(classes.map((name, c) => [name, c]));
  const known = Int32Array.from(texts, (text) => (text === undefined ? -1 : (numbers.get(text) as number)));
  checkLabels(file, classes, known, parts);
  const inPart = (wanted: string): number =>
    parts.filter((name, i) => name === wanted && (known[i] as number) >= 0).length;
  const notices: string[] = [];
  const unmarked = parts.filter((name) => name === '').length;
  if (unmarked > 0)
    notices.push(`${unmarked} nodes have no split: they are predicted, and their labels were not read.`);
  const bare = parts.filter((name, i) => (name === 'train' || name === 'valid') && known[i] === -1).length;
  if (bare > 0) notices.push(`${bare} nodes of train and valid have no label: nothing is learned from them.`);
  return { ids, classes, known, train: inPart('train'), valid: inPart('valid'), notices };
}

function checkLabels(file: string, classes: readonly string[], known: Int32Array, parts: readonly string[]): void {
  const where = `${file}, column label`;
  const advice = 'Give labels to rows whose split is train.';
  const trained = known.filter((c, i) => c >= 0 && parts[i] === 'train').length;
  if (trained === 0)
    throw refusal('labels_missing', 'No row of train has a label.', {
      where,
      expected: 'labelled rows of split train',
      advice,
    });
  if (classes.length === 1)
    throw refusal('one_label_only', 'All labelled rows have the same label: there is nothing to tell apart.', {
      where,
      got: `only ${classes[0]}`,
      expected: 'two labels or more',
      advice,
    });
  if (classes.length > mostClasses)
    throw refusal('labels_too_many', 'The column label holds too many different labels to be classes.', {
      where,
      got: `${classes.length} labels, for example ${some(classes, 3)}`,
      expected: `at most ${mostClasses}`,
      advice: 'Give classes, not numbers to be estimated.',
    });
  const sizes = classes.map((_, c) => known.filter((k) => k === c).length);
  const lone = classes.filter((_, c) => (sizes[c] as number) < 2);
  if (lone.length > 0)
    throw refusal('label_too_rare', 'A label has a single row in train and valid; it cannot be learned and tested.', {
      where,
      got: some(lone),
      expected: 'at least two rows a label',
      advice: 'Add rows of the label, or leave it empty.',
    });
}

/** 1.0 and true-ish spellings of whole numbers as their integer, so that a float column names the same classes. */
function plainLabel(text: string): string {
  return /^[-+]?\d+\.0*$/.test(text) ? String(Number(text)) : text;
}

function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}
