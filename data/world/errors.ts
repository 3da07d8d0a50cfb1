/** The one error the generator throws on purpose: what happened, what came, what was expected, what to do. */
export interface WorldFault {
  /** Stable, machine-readable name, snake_case. */
  readonly code: string;
  readonly what: string;
  readonly got?: string;
  readonly expected?: string;
  readonly advice: string;
}

export class WorldError extends Error {
  readonly code: string;
  readonly fault: WorldFault;

  constructor(fault: WorldFault, options?: ErrorOptions) {
    super(sentence(fault), options);
    this.name = 'WorldError';
    this.code = fault.code;
    this.fault = Object.freeze({ ...fault });
  }
}

function sentence(fault: WorldFault): string {
  const parts = [fault.what];
  if (fault.got !== undefined) parts.push(`Got: ${fault.got}.`);
  if (fault.expected !== undefined) parts.push(`Expected: ${fault.expected}.`);
  parts.push(fault.advice);
  return parts.join(' ');
}
