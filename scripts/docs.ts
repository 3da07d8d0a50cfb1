/** Writes docs/generated and the API's client from the code, and the README's tables from what the benches measured. With --check it only compares: exit 0 when equal, 1 when not, 2 on wrong use. */
import { join } from 'node:path';
import { staleClient, writeClient } from './docs/client-file.ts';
import { differences, generatedPages, repositoryRoot, writePages } from './docs/pages.ts';
import { staleReadmes, writeReadmes } from './docs/readme-tables.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(options: readonly string[]): Promise<number> {
  if (options.length > 1 || (options[0] ?? '--check') !== '--check') {
    process.stderr.write('Use: docs.js [--check]\n');
    return 2;
  }
  const root = repositoryRoot(import.meta.dirname);
  const folder = join(root, 'docs', 'generated');
  const pages = generatedPages(root);
  if (options[0] === undefined) {
    writePages(folder, pages);
    writeReadmes(root);
    await writeClient(root);
  }
  const wrong = [
    ...differences(folder, pages).map((sentence) => `docs/generated: ${sentence}`),
    ...staleReadmes(root).map((name) => `${name}: its tables differ from docs/bench.`),
    ...(await staleClient(root)),
  ];
  for (const sentence of wrong) process.stderr.write(`${sentence}\n`);
  if (wrong.length > 0) process.stderr.write('Run `npm run docs` and commit what it writes.\n');
  else process.stdout.write(`docs/generated: ${pages.size} pages and the client agree with the code.\n`);
  return wrong.length > 0 ? 1 : 0;
}
