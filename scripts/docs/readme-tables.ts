import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './markdown.ts';

/** What `test/bench` wrote: one table of measurements and the machine they were made on. */
interface BenchFile {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly note: string;
  readonly machine: string;
}

const readmes = ['README.md', 'README.zh-CN.md', 'docs/scale.md'] as const;
const mark = /(<!-- bench:([a-z-]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g;

/** The pages with measured tables taken from docs/bench, so that no number is typed by hand. */
export function readmeTexts(root: string): ReadonlyMap<string, string> {
  const found = readmes.filter((name) => existsSync(join(root, name)));
  return new Map(found.map((name) => [name, filled(root, readFileSync(join(root, name), 'utf8'))]));
}

export function writeReadmes(root: string): void {
  for (const [name, text] of readmeTexts(root)) writeFileSync(join(root, name), text);
}

/** Names of the READMEs whose tables are not those of docs/bench. */
export function staleReadmes(root: string): readonly string[] {
  return [...readmeTexts(root)]
    .filter(([name, text]) => readFileSync(join(root, name), 'utf8') !== text)
    .map(([name]) => name);
}

function filled(root: string, text: string): string {
  return text.replace(
    mark,
    (_, open: string, name: string, close: string) => `${open}\n${benchTable(root, name)}\n\n${close}`,
  );
}

function benchTable(root: string, name: string): string {
  const file = join(root, 'docs', 'bench', `${name}.json`);
  if (!existsSync(file)) return `Not measured yet: \`npm run bench\` writes docs/bench/${name}.json.`;
  const bench = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
  const rows = bench.rows.map((row) => row.map(String));
  return [`**${bench.title}**`, table(bench.columns, rows), `${bench.note} Measured on ${bench.machine}.`].join('\n\n');
}
