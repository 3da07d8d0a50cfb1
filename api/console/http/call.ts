import type { Problem } from '../../contract/problem.ts';
import { Refused, Unreached } from './problem.ts';
import { reach } from './reach.ts';
import { sessionEnded } from './session-ended.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  readonly body?: unknown;
  /** Steps that the lead had when it was read: the answer is 409 when somebody went further meanwhile. */
  readonly ifMatch?: string | undefined;
  /** Makes a repeated request harmless. */
  readonly once?: string;
  readonly signal?: AbortSignal;
}

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | undefined;
}

/** @throws Refused with the problem of the service, Unreached where there was no answer. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const response = await send(method, path, options);
  if (response.ok) {
    const body = response.status === 204 ? undefined : await response.json();
    return { body: body as T, etag: response.headers.get('etag') ?? undefined };
  }
  const problem = await problemOf(response);
  if (problem.status === 401 && path !== '/v1/session') sessionEnded.tell();
  throw new Refused(problem);
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await call<T>('GET', path, { query, ...(signal === undefined ? {} : { signal }) })).body;
}

export async function post<T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
  return (await call<T>('POST', path, { ...options, body })).body;
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const { query = {}, body, ifMatch, once, signal } = options;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = ifMatch;
  if (once !== undefined) headers['idempotency-key'] = once;
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal !== undefined) init.signal = signal;
  try {
    const response = await fetch(path + textOf(query), init);
    reach.tell(true);
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    reach.tell(false);
    throw new Unreached(error);
  }
}

function textOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const found = (await response.json()) as Partial<Problem>;
    if (typeof found.code === 'string' && typeof found.status === 'number') return found as Problem;
  } catch {
    // Not a problem of the service: a proxy, or a cut connection.
  }
  throw new Unreached(new Error(`status ${response.status}`));
}
