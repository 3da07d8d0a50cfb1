import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Code, codes } from '../../../engine/ingest/index.ts';

const folder = join(import.meta.dirname, '../../../engine/ingest');
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'codes.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

describe('catalogue of ingest codes', () => {
  it('is counted, so that a change is seen', () => {
    const outcomes: Record<string, number> = {};
    for (const { outcome } of Object.values<Code>(codes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(outcomes).toEqual({ quarantined: 18, duplicate: 2, refused: 2, stop: 18 });
  });

  it.each(Object.entries<Code>(codes))('%s says what happened and what to do', (code, { sentence, advice }) => {
    expect(code).toMatch(/^[a-z0-9_]+$/);
    expect(sentence.length).toBeGreaterThan(10);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  });

  it.each(Object.keys(codes))('%s is used', (code) => {
    expect(source.includes(`'${code}'`)).toBe(true);
  });
});
