import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../api/app.ts';
import { openEngine } from '../../engine/index.ts';
import { comment, fieldOf, type Schema, typeOf } from './client-types.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const file = 'api/client/generated.ts';
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** The OpenAPI document as the service gives it, from an empty home that goes again. */
export async function apiDocument(): Promise<ApiDocument> {
  const home = mkdtempSync(join(tmpdir(), 'excavator-document-'));
  const engine = await openEngine({ home, now: 0 });
  try {
    const app = await buildApp(engine);
    const answer = await app.inject({ url: '/openapi.json', headers: { host: 'localhost' } });
    await app.close();
    return answer.json<ApiDocument>();
  } finally {
    engine.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The types of the client: every operation that answers JSON, with what it takes and gives. */
export function clientText({ paths, components }: ApiDocument): string {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const answer = answerOf(operation);
      return answer === undefined ? [] : [{ method: method.toUpperCase(), path, operation, answer }];
    }),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema.description, 0)}export type ${name} = ${typeOf(schema)};`,
  );
  const shapes = all.map(({ operation, answer }) => {
    const request = requestOf(operation);
    const lines = [`    readonly request: ${request};`, `    readonly answer: ${answer};`];
    return `${comment(operation.summary, 2)}  readonly ${operation.operationId}: {\n${lines.join('\n')}\n  };`;
  });
  const routes = all.map(
    ({ method, path, operation }) => `  ${operation.operationId}: ['${method}', '${path}', '${codingOf(operation)}'],`,
  );
  return [
    "/** Generated from the OpenAPI document by `npm run docs`: change the routes' schemas, not this file. */",
    schemas.join('\n\n'),
    `export interface Operations {\n${shapes.join('\n')}\n}`,
    `/** Method, path, and how a body is written. */\nexport const operations = {\n${routes.join('\n')}\n} as const;`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** The type of the answer; undefined where it is not JSON, such as a stream. */
function answerOf({ responses }: Operation): string | undefined {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  if (good.some(([status]) => status === '204')) return 'undefined';
  const schema = good[0]?.[1].content?.[json]?.schema;
  return schema === undefined ? undefined : typeOf(schema, 4);
}

function codingOf({ requestBody }: Operation): 'none' | 'json' | 'form' | 'raw' {
  if (requestBody === undefined) return 'none';
  const types = Object.keys(requestBody.content);
  return types.includes(json) ? 'json' : types.includes(form) ? 'form' : 'raw';
}

function requestOf(operation: Operation): string {
  const parts = (['path', 'query', 'header'] as const).flatMap((place) => {
    const own = (operation.parameters ?? []).filter((one) => one.in === place);
    if (own.length === 0) return [];
    const isNeeded = ({ required, schema }: Parameter): boolean => required && schema.default === undefined;
    const fields = own.map((one) =>
      fieldOf(
        one.name,
        { ...one.schema, ...(one.description === undefined ? {} : { description: one.description }) },
        isNeeded(one),
        8,
      ),
    );
    const name = place === 'header' ? 'headers' : place;
    return [`      readonly ${name}${own.some(isNeeded) ? '' : '?'}: {\n${fields.join('\n')}\n      };`];
  });
  const body = bodyOf(operation);
  const lines = [...parts, ...body];
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n    }`;
}

function bodyOf(operation: Operation): readonly string[] {
  const content = operation.requestBody?.content ?? {};
  const types = Object.keys(content);
  switch (codingOf(operation)) {
    case 'none':
      return [];
    case 'raw':
      return [
        `      readonly type: ${types.map((type) => `'${type}'`).join(' | ')};`,
        '      readonly body: Blob | Uint8Array<ArrayBuffer> | string;',
      ];
    default:
      return [`      readonly body: ${typeOf(content[types[0] ?? '']?.schema ?? {}, 6)};`];
  }
}

/** What is wrong with the file on the disk, in sentences. */
export async function staleClient(root: string): Promise<readonly string[]> {
  const wanted = clientText(await apiDocument());
  return readFileSync(join(root, file), 'utf8') === wanted ? [] : [`${file} differs from the routes.`];
}

export async function writeClient(root: string): Promise<void> {
  writeFileSync(join(root, file), clientText(await apiDocument()));
}
