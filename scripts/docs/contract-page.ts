import { type Field, type Table, tableByName, tableNames, ties, truth } from '../../data/schema/index.ts';
import { code, codes, page, table } from './markdown.ts';

const intro = `A data set is a folder. Each table is one file \`<table>.csv\`, \`.ndjson\` or \`.parquet\`, or a folder \`<table>/\` of such files. CSV is UTF-8 with a header row. Every table may be missing; a field that is not required may be empty. Instants are ISO 8601 with an offset, or whole epoch seconds. Columns that are not listed here are refused by name unless they are renamed (\`--map\`) or left out (\`--ignore\`). An optional \`dataset.json\` beside the tables holds \`name\`, \`timezone\` (IANA, default Asia/Shanghai), \`synthetic\`, \`seed\` and, for published research data only, \`warrant: "none-required"\`.

Guard: \`open\` fields may be seen by every stage; \`identifier\` fields never leave the sealed zone; \`audit\` fields are read by evaluation only and are no features.`;

/** docs/generated/contract.md: what the engine reads. */
export function contractPage(): string {
  const all = tableNames.map(tableByName);
  const parts = (kind: Table['kind']): readonly string[] => all.filter((one) => one.kind === kind).map(section);
  return page('Data contract', code('data/schema'), [
    intro,
    '## Events',
    ...parts('event'),
    '## Registers',
    ...parts('register'),
    '## Truth',
    'Evaluation only: never inside a data set, and ingest refuses it.',
    section(truth),
    section(ties),
  ]);
}

function section(one: Table): string {
  const rows = Object.entries(one.fields).map(([name, field]) => [
    code(name),
    typeWords(field),
    field.required ? 'yes' : 'no',
    field.guard,
    field.about,
  ]);
  const fields = table(['field', 'type', 'required', 'guard', 'about'], rows);
  return [`### ${one.name}`, one.about, ruleWords(one), fields].join('\n\n');
}

function typeWords({ type, values, min, max }: Field): string {
  if (values !== undefined) return `one of ${codes(values)}`;
  const bounds = min === undefined && max === undefined ? '' : `, ${min ?? '...'} to ${max ?? '...'}`;
  return `${type}${bounds}`;
}

function ruleWords({ key, exactlyOne = [], ordered = [] }: Table): string {
  const rules = [
    `Key: ${codes(key)}.`,
    ...exactlyOne.map((group) => `Exactly one of ${codes(group)} is filled.`),
    ...ordered.map(([earlier, later]) => `${code(later)} does not lie before ${code(earlier)}.`),
  ];
  return rules.join(' ');
}
