import { type Static, Type } from 'typebox';
import { Instant, Shape, UnitId } from './values.ts';

const ClientId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,31}$' });
const Scopes = Type.Array(Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$' }), {
  minItems: 1,
  maxItems: 40,
  uniqueItems: true,
  description: 'acts of an integrator that it may do',
});
const Purpose = Type.String({ minLength: 1, maxLength: 500 });

export const ClientPath = Shape({ id: ClientId });
export const ClientBody = Shape({ id: ClientId, unit: UnitId, purpose: Purpose, scopes: Scopes });
export const ClientAnswer = Shape({
  id: ClientId,
  unit: UnitId,
  purpose: Purpose,
  scopes: Scopes,
  state: Type.Enum(['live', 'revoked']),
  made_at: Instant('when it was registered'),
});
export type ClientAnswer = Static<typeof ClientAnswer>;
export const ClientsAnswer = Shape({ clients: Type.Array(ClientAnswer) });
export const SecretAnswer = Shape({
  secret: Type.String({
    description: 'told once and kept as a hash; send it as Authorization: Bearer, or to /oauth/token',
  }),
});

/** OAuth 2 client credentials (RFC 6749, 4.4). */
export const TokenBody = Shape({
  grant_type: Type.Literal('client_credentials'),
  client_id: Type.Optional(ClientId),
  client_secret: Type.Optional(Type.String({ maxLength: 256 })),
});
export const TokenAnswer = Shape({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'seconds' }),
});
