import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from '../config/index.ts';

/** SHA-256 of the engine's code and of its configuration: two models with equal prints were made by the same engine. */
export function prints(): { readonly code: string; readonly config: string } {
  return {
    code: codePrint(),
    config: createHash('sha256').update(JSON.stringify(config)).digest('hex'),
  };
}

/** Every file of the engine in the language this one runs in, by path and content. */
function codePrint(): string {
  const own = fileURLToPath(import.meta.url);
  const root = dirname(dirname(own));
  const hash = createHash('sha256');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === extname(own))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}
