/** The one error the engine throws on purpose: every one says what, where, got, expected and what to do. */

export type ErrorKind = 'usage' | 'data' | 'conflict' | 'not_found' | 'forbidden' | 'resource' | 'internal';

export interface Fault {
  /** Stable, machine-readable name, snake_case. */
  readonly code: string;
  readonly kind: ErrorKind;
  /** One sentence: what happened. */
  readonly what: string;
  /** File, line, column, stage or option. */
  readonly where?: string;
  readonly got?: string;
  readonly expected?: string;
  /** What the reader should do now. */
  readonly advice: string;
}

export class ExcavatorError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(sentence(fault), options);
    this.name = 'ExcavatorError';
    this.fault = Object.freeze({ ...fault });
  }

  get code(): string {
    return this.fault.code;
  }

  get kind(): ErrorKind {
    return this.fault.kind;
  }
}

function sentence(fault: Fault): string {
  const parts = [fault.what];
  if (fault.where !== undefined) parts.push(`Where: ${fault.where}.`);
  if (fault.got !== undefined) parts.push(`Got: ${fault.got}.`);
  if (fault.expected !== undefined) parts.push(`Expected: ${fault.expected}.`);
  parts.push(fault.advice);
  return parts.join(' ');
}
