import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../api/client/generated.ts';
import { type ApiDocument, apiDocument, clientText } from '../../scripts/docs/client-file.ts';
import { typeOf } from '../../scripts/docs/client-types.ts';
import { repositoryRoot } from '../../scripts/docs/pages.ts';

const file = join(repositoryRoot(import.meta.dirname), 'api', 'client', 'generated.ts');
let document: ApiDocument;
beforeAll(async () => {
  document = await apiDocument();
});

describe('the generated client', () => {
  it('is that of the routes, and a changed route would show (negative control)', () => {
    expect(readFileSync(file, 'utf8')).toBe(clientText(document));
    const changed = structuredClone(document) as unknown as {
      paths: Record<string, Record<string, { responses: Record<string, object> }>>;
    };
    const { responses = {} } = changed.paths['/health']?.get ?? {};
    responses['200'] = { content: { 'application/json': { schema: { type: 'object', properties: {} } } } };
    expect(clientText(changed as unknown as ApiDocument)).not.toBe(clientText(document));
  });

  it('has every operation of the document but those that answer no JSON', () => {
    const all = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    const missing = all.filter((name) => !Object.hasOwn(operations, name));
    expect(missing.sort()).toEqual(['startOidc', 'streamEvents']);
    expect(all.length - missing.length).toBe(Object.keys(operations).length);
  });
});

describe('a schema as a type', () => {
  it.each([
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: ['string', 'null'], enum: ['a', null] }, '"a" | null'],
    [{ const: '1.0', type: 'string' }, '"1.0"'],
    [{ type: 'array', items: { type: 'string' } }, 'readonly (string)[]'],
    [{ $ref: '#/components/schemas/Problem' }, 'Problem'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'Readonly<Record<string, number>>'],
    [{}, 'unknown'],
  ])('%j is %s', (schema, type) => expect(typeOf(schema)).toBe(type));

  it('keeps what is needed apart from what is not, and closes no comment early', () => {
    const fields = {
      a: { type: 'string', description: 'odd */ end' },
      'if-match': { type: 'string' },
      c: { default: 1 },
    };
    const text = typeOf({ type: 'object', required: ['a', 'c'], properties: fields });
    expect(text).toContain("  readonly a: string;\n  readonly 'if-match'?: string;");
    expect(text).toContain('/** odd * / end */');
    expect(text).toContain('readonly c?: unknown;');
  });

  it('refuses what it does not know', () => expect(() => typeOf({ type: 'tuple' })).toThrow('tuple'));
});
