import { ExcavatorError } from '../engine/index.ts';
import type { FieldFault } from './contract/problem.ts';
import { isProblemCode, type ProblemCode, problemCatalogue, problemOfKind } from './contract/problems.ts';

/** What an answer says besides the catalogue's entry. Nothing here may hold a value of the request. */
export interface ProblemWords {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly advice?: string;
  readonly cause?: string;
  readonly errors?: readonly FieldFault[];
}

/** Thrown by routes and plugins of the API; the engine's own errors are ExcavatorErrors. */
export class ProblemError extends Error {
  readonly words: ProblemWords;

  constructor(code: ProblemCode, words: Partial<Omit<ProblemWords, 'code'>> = {}) {
    super(problemCatalogue[code].title);
    this.name = 'ProblemError';
    this.words = Object.freeze({ detail: problemCatalogue[code].title, ...words, code });
  }
}

/** Errors of Fastify and of Node's HTTP parser, by their code. */
const transportCodes: Readonly<Record<string, ProblemCode>> = Object.freeze({
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_HANDLER_TIMEOUT: 'unavailable',
  ERR_STREAM_PREMATURE_CLOSE: 'malformed_body',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
});

/** Any thrown value as a problem. What is not known is `internal_error`, with none of its own words. */
export function problemWords(error: unknown): ProblemWords {
  if (error instanceof ProblemError) return error.words;
  if (error instanceof ExcavatorError) return ofEngine(error);
  if (isValidation(error)) return ofValidation(error);
  return plain(transportCodes[codeOf(error)] ?? 'internal_error');
}

/** The code of an error, or an empty text. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

function plain(code: ProblemCode): ProblemWords {
  return { code, detail: problemCatalogue[code].title };
}

/** A thing of another unit and a thing that is not there look the same from outside. */
const hidden: ReadonlySet<string> = new Set([
  'other_unit',
  'lead_unknown',
  'disclosure_unknown',
  'account_unknown',
  'case_unknown',
  'case_foreign',
]);

/** `where` and `got` stay behind: they name files and values of the server's side. */
function ofEngine({ fault }: ExcavatorError): ProblemWords {
  if (hidden.has(fault.code)) return plain('not_found');
  const code = isProblemCode(fault.code) ? fault.code : problemOfKind[fault.kind];
  if (code === 'internal_error') return { ...plain(code), cause: fault.code };
  return { code, detail: fault.what, advice: fault.advice, cause: fault.code };
}

interface ValidationFailure {
  readonly validation: readonly {
    readonly keyword: string;
    readonly instancePath: string;
    readonly message?: string;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
  readonly validationContext?: string;
}

function isValidation(error: unknown): error is ValidationFailure {
  return typeof error === 'object' && error !== null && 'validation' in error && Array.isArray(error.validation);
}

const parts: Readonly<Record<string, FieldFault['in']>> = { querystring: 'query', params: 'path', headers: 'header' };

function ofValidation({ validation, validationContext }: ValidationFailure): ProblemWords {
  const unknown = validation.some(({ keyword }) => keyword === 'additionalProperties');
  const errors = validation.map(({ keyword, instancePath, message, params }) => ({
    in: parts[validationContext ?? ''] ?? ('body' as const),
    field: printable(params.additionalProperty ?? params.missingProperty ?? instancePath.slice(1)),
    message: keyword === 'enum' ? `must be one of ${String(params.allowedValues)}` : (message ?? 'is not allowed'),
  }));
  return { ...plain(unknown ? 'unknown_field' : 'invalid_request'), errors };
}

/** A caller may have put anything in a field's name; only what looks like a name is repeated. */
function printable(name: unknown): string {
  return typeof name === 'string' && /^[A-Za-z_][\w./-]{0,63}$/.test(name) ? name : '';
}
