import { Type } from 'typebox';

/** Values that several answers share. */

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
