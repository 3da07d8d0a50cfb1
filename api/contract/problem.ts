import { type Static, type TSchema, Type } from 'typebox';
import { problemCatalogue, problemCodes } from './problems.ts';

const FieldFault = Type.Object(
  {
    in: Type.Enum(['query', 'path', 'body', 'header'], { description: 'part of the request' }),
    field: Type.String({ description: 'name of the field, or empty for the part as a whole' }),
    message: Type.String({ description: 'what is wrong; never repeats the value' }),
  },
  { additionalProperties: false },
);

/** RFC 9457 problem details. Never holds a value of the request: it could be an identity. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'path of the catalogue entry on this server' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: Type.Enum([...problemCodes], { description: 'stable name of the problem' }),
    detail: Type.String({ description: 'what happened this time' }),
    advice: Type.String({ description: 'what to do now' }),
    instance: Type.String({ description: 'urn:uuid of the request, the same as x-request-id' }),
    cause: Type.Optional(Type.String({ description: 'code of the engine error behind it' })),
    errors: Type.Optional(Type.Array(FieldFault)),
  },
  { $id: 'Problem', additionalProperties: false, description: 'RFC 9457 problem details' },
);
export type Problem = Static<typeof Problem>;
export type FieldFault = Static<typeof FieldFault>;

export const problemMediaType = 'application/problem+json';

/** The response entry of each status, for the schema of a route. */
export function problemResponses<const S extends number>(...statuses: readonly S[]): Record<S, TSchema> {
  const entry = (status: number): [number, unknown] => [
    status,
    { description: titles(status), content: { [problemMediaType]: { schema: Type.Ref('Problem') } } },
  ];
  return Object.fromEntries(statuses.map(entry)) as Record<S, TSchema>;
}

/** What can go wrong on any route. */
export const edgeProblems = problemResponses(400, 421);
/** What can go wrong on a route that asks the engine. */
export const engineProblems = problemResponses(400, 401, 403, 404, 409, 421, 422, 429, 500, 503);
/** What can go wrong on a route about a lead beside that. */
export const leadProblems = { ...engineProblems, ...problemResponses(410, 412, 428) };

function titles(status: number): string {
  const codes = problemCodes.filter((code) => problemCatalogue[code].status === status);
  return codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join(' ');
}
