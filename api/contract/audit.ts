import { type Static, Type } from 'typebox';
import { Count, Instant, Shape } from './values.ts';

const Hash = Type.String({ description: 'SHA-256 in base64' });

const Entry = Shape({
  seq: Count('place in the log, from 0'),
  at: Instant('when'),
  actor: Type.String({ description: 'account or system:job' }),
  act: Type.String(),
  subject: Type.String({ description: 'opaque id of what it was done to' }),
  detail: Type.String({ description: 'JSON' }),
});

export const AuditQuery = Shape({
  before: Type.Optional(Type.Integer({ minimum: 0, description: 'entries older than this one' })),
  top: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
  act: Type.Optional(Type.String({ pattern: '^[a-z_.]{1,64}$' })),
});

export const AuditAnswer = Shape({
  size: Count('entries in the log'),
  root: Hash,
  entries: Type.Array(Entry, { description: 'newest first' }),
  checkpoint: Type.Union([Shape({ size: Count('entries it covers'), at: Instant('when it was signed') }), Type.Null()]),
});
export type AuditAnswer = Static<typeof AuditAnswer>;

export const VerifyAnswer = Shape({
  entries: Count('entries read'),
  root: Hash,
  checkpoints: Count('checkpoints whose signature and root are right'),
  rows: Count('covered rows that are what the log says'),
  faults: Type.Array(Shape({ code: Type.String(), where: Type.String(), what: Type.String() })),
  seconds: Type.Number(),
});
export type VerifyAnswer = Static<typeof VerifyAnswer>;

export const ProofPath = Shape({ seq: Type.Integer({ minimum: 0 }) });
export const ProofAnswer = Shape({
  seq: Count('place in the log'),
  size: Count('entries of the head'),
  root: Hash,
  leaf: Hash,
  path: Type.Array(Hash, { description: 'RFC 9162 inclusion proof, leaf to root' }),
  entry: Type.String({ description: 'the very text that the leaf is the hash of' }),
});

/** RFC 9162 consistency proof: the log of `older` entries is the beginning of that of `newer`. */
export const ConsistencyQuery = Shape({
  older: Type.Integer({ minimum: 1 }),
  newer: Type.Optional(Type.Integer({ minimum: 1, description: 'default the head' })),
});
export const ConsistencyAnswer = Shape({
  older: Count('entries of the older head'),
  newer: Count('entries of the newer head'),
  path: Type.Array(Hash),
});
