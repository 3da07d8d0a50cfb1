import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemMediaType } from '../contract/problem.ts';
import { ProblemError, problemWords } from '../problem-error.ts';
import { problemBody, sendProblem } from './problem-details.ts';
import { requestIdHeader, requestIdOf } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';

/** Answers what never became a request (header too large, broken HTTP, too slow) on the bare socket. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const words = problemWords(error);
  const known = words.code === 'internal_error' ? new ProblemError('malformed_http').words : words;
  const id = requestIdOf({ headers: {} });
  const problem = problemBody(known, id);
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders,
    [requestIdHeader]: id,
    'content-type': problemMediaType,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, ...lines, '', body].join('\r\n'));
}

/** Answers a path that the router cannot read, for which no hook of the application runs. */
export function answerUnreadablePath(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(error, request, reply.headers({ ...securityHeaders, [requestIdHeader]: request.id }));
}
