import { type Operations, operations, type Problem } from './generated.ts';

type Name = keyof Operations;
// biome-ignore lint/complexity/noBannedTypes: an operation without any field takes an empty request
type Given<R> = {} extends R ? [request?: R] : [request: R];

/** What an operation answered. */
export interface Answer<T> {
  readonly status: number;
  /** For If-Match, where what was read can be edited by two. */
  readonly etag: string | null;
  readonly headers: Headers;
  readonly data: T;
}

/** One method an operation of the OpenAPI document, by its operationId. @throws ApiProblem */
export type Client = {
  readonly [K in Name]: (...given: Given<Operations[K]['request']>) => Promise<Answer<Operations[K]['answer']>>;
};

/** A refusal of the service: build on `problem.code` and `problem.status`, the words may change. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail} ${problem.advice}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Sent with every request, such as `authorization`; asked for each time, so that a token can be renewed. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

/** @param url of the service, without a path */
export function createClient(url: string, options: ClientOptions = {}): Client {
  const calls = Object.keys(operations).map((name) => [
    name,
    (request: Request = {}) => send(url, operations[name as Name], request, options),
  ]);
  return Object.freeze(Object.fromEntries(calls)) as Client;
}

interface Request {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body?: unknown;
}

async function send(
  url: string,
  [method, path, coding]: (typeof operations)[Name],
  request: Request,
  { headers = () => ({}), fetch: send = fetch }: ClientOptions,
): Promise<Answer<never>> {
  const [type, body] = bodyOf(coding, request);
  const answer = await send(new URL(filled(path, request), url), {
    method,
    headers: { accept: 'application/json', ...type, ...(await headers()), ...request.headers },
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
  });
  const data = jsonOf(await answer.text(), answer.status);
  if (!answer.ok) throw new ApiProblem(data as Problem);
  return Object.freeze({
    status: answer.status,
    etag: answer.headers.get('etag'),
    headers: answer.headers,
    data: data as never,
  });
}

/** A proxy on the way may answer with a page of its own. */
function jsonOf(text: string, status: number): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Error(`The answer (${status}) is not JSON: is this the address of the service?`);
  }
}

type Bytes = Blob | Uint8Array<ArrayBuffer> | string;

function bodyOf(coding: string, { type = '', body }: Request): readonly [Record<string, string>, Bytes | undefined] {
  if (coding === 'raw') return [{ 'content-type': type }, body as Bytes];
  if (coding === 'form') {
    const text = new URLSearchParams(body as Record<string, string>).toString();
    return [{ 'content-type': 'application/x-www-form-urlencoded' }, text];
  }
  return coding === 'json' ? [{ 'content-type': 'application/json' }, JSON.stringify(body)] : [{}, undefined];
}

function filled(path: string, { path: values = {}, query = {} }: Request): string {
  const whole = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? '')));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const texts = asked.map(([name, value]): [string, string] => [name, String(value)]);
  return texts.length === 0 ? whole : `${whole}?${new URLSearchParams(texts)}`;
}
