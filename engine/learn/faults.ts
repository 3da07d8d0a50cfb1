import { type ErrorKind, ExcavatorError } from '../kernel/errors.ts';

/** One sentence of what is wrong with an input, where, and what to do. */
export function refusal(
  code: string,
  what: string,
  detail: { readonly where: string; readonly got?: string; readonly expected?: string; readonly advice: string },
  kind: ErrorKind = 'data',
): ExcavatorError {
  return new ExcavatorError({ code, kind, what, ...detail });
}

/** The first few of many names. */
export function some(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
