import { type TProperties, Type } from 'typebox';

/** Values that several answers share. */

/** An object with these fields and no others. */
export const Shape = <T extends TProperties>(fields: T, description?: string) =>
  Type.Object(fields, { additionalProperties: false, ...(description === undefined ? {} : { description }) });

export const Role = Type.Enum(['user', 'retailer', 'supplier'], { description: 'what the person is suspected to be' });

export const Instant = (about: string) => Type.Integer({ description: `${about}, epoch seconds` });
export const Count = (about: string) => Type.Integer({ minimum: 0, description: about });
export const Share = (about: string) => Type.Number({ minimum: 0, maximum: 1, description: about });

/** `type: [T, null]`: one schema for readers, and the fast path of the serialiser. */
export const TextOrNull = (about: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], description: about });
export const NumberOrNull = (about: string) =>
  Type.Unsafe<number | null>({ type: ['number', 'null'], description: about });
export const RoleOrNull = (about: string) =>
  Type.Unsafe<'user' | 'retailer' | 'supplier' | null>({
    type: ['string', 'null'],
    enum: ['user', 'retailer', 'supplier', null],
    description: about,
  });

export const Pseudonym = Type.String({
  pattern: '^P-[A-Z0-9]{1,64}$',
  description: 'keyed pseudonym: stable in one home, different in another',
});

/** A query without fields: anything in it is refused. */
export const NoQuery = Type.Object({}, { additionalProperties: false });

/** A sentence in the two languages of the people who read it. */
export const Words = Shape({ en: Type.String(), zh: Type.String() });
export const CountOrNull = (about: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], description: about });
export const LeadId = Type.String({ pattern: '^L-[a-z2-7]{16}$', description: 'opaque id of a lead' });
export const LeadPath = Shape({ id: LeadId });
export const Reason = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'why, in own words; kept for ever, so no names',
});
export const AccountName = Type.String({ pattern: '^[a-z][a-z0-9._-]{1,31}$' });
export const UnitId = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,31}$' });
export const CaseId = Type.String({ pattern: '^[\\w.-]{1,64}$', description: 'number of a case' });
export const StaffRole = Type.Enum([
  'investigator',
  'reviewer',
  'supervisor',
  'analyst',
  'integrator',
  'administrator',
]);
/** What an act without anything to tell answers. */
export const Nothing = Type.Null({ description: 'nothing to tell' });
