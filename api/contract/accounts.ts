import { type Static, Type } from 'typebox';
import { AccountName, Count, Instant, Shape, StaffRole, TextOrNull, UnitId } from './values.ts';

const Password = Type.String({ minLength: 1, maxLength: 256, description: 'must be changed at the first sign-in' });

export const AccountPath = Shape({ name: AccountName });
export const AccountAnswer = Shape({
  id: AccountName,
  role: StaffRole,
  unit: UnitId,
  state: Type.Enum(['active', 'closed']),
  must_rotate: Type.Boolean(),
  failed: Count('wrong passwords in a row'),
  locked_until: Instant('0 when it is not locked'),
  rotated_at: Instant('when the password was set'),
});
export type AccountAnswer = Static<typeof AccountAnswer>;
export const AccountsAnswer = Shape({ accounts: Type.Array(AccountAnswer) });
export const AccountBody = Shape({ name: AccountName, role: StaffRole, unit: UnitId, password: Password });
export const UnlockBody = Shape({ password: Password });

const kinds = ['brigade', 'county_brigade', 'checkpoint', 'parcel_inspection', 'community_treatment'] as const;
export const UnitAnswer = Shape({
  id: UnitId,
  name: Type.String({ minLength: 1, maxLength: 100 }),
  kind: Type.Enum([...kinds]),
  area: TextOrNull('null: the whole prefecture'),
});
export type UnitAnswer = Static<typeof UnitAnswer>;
export const UnitsAnswer = Shape({ units: Type.Array(UnitAnswer) });

export const RightsAnswer = Shape({
  rights: Type.Array(
    Shape({
      act: Type.String(),
      roles: Type.Array(StaffRole),
      unit: Type.Enum(['own', 'any']),
      words: Type.String(),
      routes: Type.Array(Type.String(), { description: 'method and path of the routes that are this act' }),
    }),
  ),
});
