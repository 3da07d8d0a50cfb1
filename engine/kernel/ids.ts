/** Branded values: parsed once at the edge, then trusted. */
declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** A keyed pseudonym, `P-` followed by letters and digits. */
export type PersonId = Brand<string, 'PersonId'>;

const pattern = /^P-[A-Z2-7]{16}$/;

export function isPersonId(text: string): text is PersonId {
  return pattern.test(text);
}
