import { Type } from 'typebox';
import { problemCodes } from './problems.ts';

/** What the service says of itself. */

export const HealthAnswer = Type.Object(
  { status: Type.Literal('ok', { description: 'the process answers' }) },
  { additionalProperties: false },
);

export const ReadyAnswer = Type.Object(
  {
    ready: Type.Boolean({ description: 'whether it can do all that it is for without delay' }),
    reasons: Type.Array(Type.String(), { description: 'what is missing, in sentences; empty when it is ready' }),
  },
  { additionalProperties: false },
);

export const OpenApiDocument = Type.Object(
  {
    openapi: Type.String({ pattern: '^3\\.1\\.' }),
    info: Type.Object({}, { additionalProperties: true }),
    paths: Type.Object({}, { additionalProperties: true }),
  },
  { additionalProperties: true },
);

export const ProblemPath = Type.Object(
  { code: Type.String({ pattern: '^[a-z_]{1,64}$' }) },
  { additionalProperties: false },
);

export const ProblemEntryAnswer = Type.Object(
  {
    type: Type.String(),
    code: Type.Enum([...problemCodes]),
    status: Type.Integer(),
    title: Type.String(),
    advice: Type.String(),
  },
  { additionalProperties: false },
);
