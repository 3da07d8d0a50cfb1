import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problemMediaType } from '../contract/problem.ts';
import { problemCatalogue, problemType } from '../contract/problems.ts';
import { ProblemError, type ProblemWords, problemWords } from '../problem-error.ts';
import { loggable } from './request-log.ts';

/** Every error leaves as RFC 9457 problem details from the one catalogue. */
export function problemDetails(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler(() => {
    throw new ProblemError('route_not_found');
  });
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemBody(problemWords(error), request.id);
  if (problem.status >= 500) request.log.error({ cause: loggable(error) }, problem.code);
  return reply.code(problem.status).type(problemMediaType).send(problem);
}

export function problemBody({ code, detail, advice, cause, errors }: ProblemWords, requestId: string): Problem {
  const entry = problemCatalogue[code];
  return {
    type: problemType(code),
    title: entry.title,
    status: entry.status,
    code,
    detail,
    advice: advice ?? entry.advice,
    instance: `urn:uuid:${requestId}`,
    ...(cause === undefined ? {} : { cause }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
}
