/** Branded values: parsed once at the edge, then trusted. */
declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** A keyed pseudonym, `P-` followed by letters and digits. */
export type PersonId = Brand<string, 'PersonId'>;
/** Seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = Brand<number, 'EpochSeconds'>;

const pattern = /^P-[A-Z2-7]{16}$/;

export function isPersonId(text: string): text is PersonId {
  return pattern.test(text);
}

export function epochSeconds(value: number): EpochSeconds {
  return value as EpochSeconds;
}
