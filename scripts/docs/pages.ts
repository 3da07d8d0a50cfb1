import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as engine from '../../engine/index.ts';
import { contractPage } from './contract-page.ts';
import { featuresPage } from './features-page.ts';
import { type IngestCodes, ingestCodesPage } from './ingest-codes-page.ts';
import { problemsPage } from './problems-page.ts';
import { rightsPage } from './rights-page.ts';
import { rulesPage } from './rules-page.ts';

/** File name in docs/generated -> text. */
export type Pages = ReadonlyMap<string, string>;

/** The codes of ingest get their page as soon as the engine's door shows them. */
const door: Pick<typeof engine, 'featureRegistry'> & { readonly ingestCodes?: IngestCodes } = engine;

export function generatedPages(root: string): Pages {
  const pages = new Map([
    ['contract.md', contractPage()],
    ['features.md', featuresPage(door.featureRegistry)],
    ['problems.md', problemsPage()],
    ['dependency-rules.md', rulesPage(root)],
    ['rights.md', rightsPage(engine.rights)],
  ]);
  if (door.ingestCodes !== undefined) pages.set('ingest-codes.md', ingestCodesPage(door.ingestCodes));
  return pages;
}

/** What is wrong with the folder, one sentence a file; empty when it holds exactly these pages. */
export function differences(folder: string, pages: Pages): readonly string[] {
  const onDisk = existsSync(folder) ? readdirSync(folder) : [];
  const stale = onDisk.filter((name) => !pages.has(name)).map((name) => `${name} is no longer generated: remove it.`);
  const wrong = [...pages].flatMap(([name, text]) => {
    if (!onDisk.includes(name)) return [`${name} is missing.`];
    const line = firstDifference(readFileSync(join(folder, name), 'utf8'), text);
    return line === undefined ? [] : [`${name} differs from the code, first in line ${line}.`];
  });
  return [...wrong, ...stale];
}

export function writePages(folder: string, pages: Pages): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
}

/** The nearest folder upwards whose package.json is excavator's: the build lies at another depth than the source. */
export function repositoryRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'excavator') return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json of excavator in ${from} or above it.`);
  }
}

/** Number of the first line that differs, from 1; undefined when the texts are the same. */
function firstDifference(left: string, right: string): number | undefined {
  if (left === right) return undefined;
  const wanted = right.split('\n');
  const given = left.split('\n');
  const index = wanted.findIndex((text, i) => text !== given[i]);
  return (index < 0 ? wanted.length : index) + 1;
}
