import { createRequire } from 'node:module';
import { join } from 'node:path';
import { code, page, table } from './markdown.ts';

interface Rule {
  readonly name: string;
  readonly comment: string;
}

/** docs/generated/dependency-rules.md: who may import whom, and why. */
export function rulesPage(root: string): string {
  const config: { readonly forbidden: readonly Rule[] } = createRequire(import.meta.url)(
    join(root, '.dependency-cruiser.cjs'),
  );
  const rows = config.forbidden.map(({ name, comment }) => [code(name), comment]);
  return page('Dependency rules', code('.dependency-cruiser.cjs'), [
    'Forbidden imports; `npm run check:deps` finds them.',
    table(['rule', 'why'], rows),
  ]);
}
