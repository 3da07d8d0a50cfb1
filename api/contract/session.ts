import { type Static, Type } from 'typebox';
import { AccountName, Instant, Shape, StaffRole, UnitId } from './values.ts';

const Password = Type.String({ minLength: 1, maxLength: 256 });

export const SignInBody = Shape({ account: Type.String({ minLength: 1, maxLength: 64 }), password: Password });

export const PasswordBody = Shape({
  before: Password,
  after: Type.String({ minLength: 1, maxLength: 256, description: 'twelve characters or more' }),
});

const DeploymentOrNull = Type.Union([
  Shape({
    purpose: Type.String(),
    legal_basis: Type.String(),
    review_by: Instant('from here on the engine only reads'),
  }),
  Type.Null(),
]);

/** Who has signed in, and what they may do. */
export const SessionAnswer = Shape({
  account: AccountName,
  role: StaffRole,
  unit: UnitId,
  must_rotate: Type.Boolean({ description: 'the password must be changed before anything else' }),
  acts: Type.Array(Type.String(), { description: 'what this role may do' }),
  deployment: DeploymentOrNull,
  synthetic: Type.Boolean({ description: 'this home holds synthetic data only' }),
});
export type SessionAnswer = Static<typeof SessionAnswer>;

const DemoAccount = Shape({ account: AccountName, role: StaffRole, unit: UnitId, password: Type.String() });

/** The ways to sign in here. */
export const SignInAnswer = Shape({
  local: Type.Boolean({ description: 'with name and password' }),
  oidc: Type.Union([Shape({ label: Type.String() }), Type.Null()], { description: 'with the provider of this name' }),
  demo_accounts: Type.Array(DemoAccount, { description: 'in demo homes, whose data are synthetic' }),
});
export type SignInAnswer = Static<typeof SignInAnswer>;
