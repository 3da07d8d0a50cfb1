import { type Static, Type } from 'typebox';
import { Instant, Reason, Shape, TextOrNull } from './values.ts';

/** Whether scoring and dispatch run, and what this deployment is for. */
export const AuthorityAnswer = Shape({
  state: Type.Enum(['running', 'stopped']),
  by: Type.String(),
  at: Instant('since when'),
  reason: Type.String(),
  resume_by: TextOrNull('who asked to resume, while a second person is missing'),
});
export type AuthorityAnswer = Static<typeof AuthorityAnswer>;
export const AuthorityBody = Shape({ reason: Reason });
