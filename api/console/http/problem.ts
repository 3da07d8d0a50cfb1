import type { Problem } from '../../contract/problem.ts';

/** The service said no; `problem` says why and what to do. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** The service could not be reached, or what came back was not its own. Nothing is known about what became of the request. */
export class Unreached extends Error {
  constructor(cause: unknown) {
    super('the service could not be reached', { cause });
    this.name = 'Unreached';
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Refused ? (error.problem.cause ?? error.problem.code) : undefined;
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof Refused ? error.problem.status : undefined;
}
