import type { ExcavatorError } from '../../engine/index.ts';

/** One kind of refusal: what a client may build on is `code` and `status`; the words are for people. */
export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  /** What the caller should do now. */
  readonly advice: string;
}

/** Every problem the API answers with. A code is never renamed or given another status within /v1. */
export const problemCatalogue = Object.freeze({
  invalid_request: {
    status: 400,
    title: 'A value of the request is not allowed.',
    advice: 'Correct the fields listed under errors; /openapi.json says what each accepts.',
  },
  unknown_field: {
    status: 400,
    title: 'The request has a field that this route does not know.',
    advice: 'Remove the field or correct its spelling; nothing is silently ignored.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor was not made by this list.',
    advice: 'Send next_cursor of the page before unchanged, with the same role and area, or start without a cursor.',
  },
  malformed_url: {
    status: 400,
    title: 'The path cannot be decoded.',
    advice: 'Percent-encode the path as UTF-8.',
  },
  malformed_body: {
    status: 400,
    title: 'The body cannot be read.',
    advice: 'Send well-formed JSON whose length agrees with content-length.',
  },
  malformed_http: {
    status: 400,
    title: 'The request is not well-formed HTTP.',
    advice: 'Use an HTTP/1.1 client.',
  },
  sign_in_needed: {
    status: 401,
    title: 'Nobody has signed in.',
    advice: 'Sign in with POST /v1/session, or send a token as Authorization: Bearer.',
  },
  sign_in_refused: {
    status: 401,
    title: 'Name and password do not fit together.',
    advice: 'Try again; five wrong passwords lock the account for fifteen minutes.',
  },
  cross_site: {
    status: 403,
    title: 'A page of another origin asked for this.',
    advice: 'Use the console of this server, or a token instead of a cookie.',
  },
  password_must_change: {
    status: 403,
    title: 'The password of this account must be changed first.',
    advice: 'Send PUT /v1/session/password.',
  },
  forbidden: {
    status: 403,
    title: 'This is not allowed.',
    advice: 'Ask the person responsible for the deployment.',
  },
  not_found: {
    status: 404,
    title: 'What was asked for is not there.',
    advice: 'The detail says what is missing and how to make it.',
  },
  route_not_found: {
    status: 404,
    title: 'There is no such route.',
    advice: 'See /openapi.json for the routes.',
  },
  person_not_found: {
    status: 404,
    title: 'No scored person has this pseudonym.',
    advice: 'Only persons within the hop limit of an established case are scored; pseudonyms differ between homes.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The route does not take this method.',
    advice: 'Use one of the methods in the Allow header.',
  },
  request_timeout: {
    status: 408,
    title: 'The request did not arrive in time.',
    advice: 'Send the whole request at once, then try again.',
  },
  conflict: {
    status: 409,
    title: 'The state does not allow this now.',
    advice: 'Read the current state, then decide again.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key came with another request before.',
    advice: 'Give every request a key of its own, and repeat a key only to repeat the request.',
  },
  lead_expired: {
    status: 410,
    title: 'This lead has expired; nothing may be done with it any more.',
    advice: 'Forget what it said.',
  },
  lead_withdrawn: {
    status: 410,
    title: 'This lead was withdrawn.',
    advice: 'Forget what it said.',
  },
  cursor_expired: {
    status: 410,
    title: 'The ranking this cursor belongs to is gone.',
    advice: 'Start again without a cursor.',
  },
  stale_version: {
    status: 412,
    title: 'Somebody changed this since it was read; nothing was done.',
    advice: 'Read it again and decide on what it says now.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large.',
    advice: 'Send a smaller body.',
  },
  uri_too_long: {
    status: 414,
    title: 'A part of the path is too long.',
    advice: 'A pseudonym is P- followed by letters and digits.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is of a media type that this route does not read.',
    advice: 'Send application/json.',
  },
  misdirected_request: {
    status: 421,
    title: 'This server does not answer under that name.',
    advice: 'Call it as localhost, 127.0.0.1 or [::1], or as an origin that its deployment names.',
  },
  unprocessable_data: {
    status: 422,
    title: 'The data does not allow an answer.',
    advice: 'The detail says which data and what to do.',
  },
  version_needed: {
    status: 428,
    title: 'This change needs the version that it was decided on.',
    advice: 'Send the ETag of what was read as If-Match.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests.',
    advice: 'Wait as long as Retry-After says.',
  },
  no_objective_fact: {
    status: 422,
    title: 'No record ties this person to an established case.',
    advice: 'A lead needs a fact; a score alone raises none.',
  },
  headers_too_large: {
    status: 431,
    title: 'The request header is too large.',
    advice: 'Send fewer or shorter header fields, or a shorter query.',
  },
  internal_error: {
    status: 500,
    title: 'The server failed.',
    advice: 'Tell the operator the request id under instance; the log has the cause.',
  },
  unavailable: {
    status: 503,
    title: 'The server cannot do this now.',
    advice: 'Try again later.',
  },
} satisfies Record<string, ProblemEntry>);

export type ProblemCode = keyof typeof problemCatalogue;
export const problemCodes = Object.freeze(Object.keys(problemCatalogue) as ProblemCode[]);

/** Where an error of the engine goes by its kind; an engine code that is in the catalogue goes there by name. */
export const problemOfKind: Readonly<Record<ExcavatorError['kind'], ProblemCode>> = Object.freeze({
  usage: 'invalid_request',
  data: 'unprocessable_data',
  conflict: 'conflict',
  not_found: 'not_found',
  forbidden: 'forbidden',
  resource: 'unavailable',
  internal: 'internal_error',
});

/** The `type` of a problem: a path on this server that answers with the catalogue's entry. */
export function problemType(code: ProblemCode): string {
  return `/problems/${code}`;
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemCatalogue, text);
}
