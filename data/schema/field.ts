/** What one column of the contract is: its type on disk, whether it may be empty, and what kind of secret it holds. */

/** `identifier` fields never leave the sealed zone; `audit` fields may be read by evaluation only and are no features. */
export type Guard = 'open' | 'identifier' | 'audit';

export type FieldType = 'text' | 'instant' | 'integer' | 'number' | 'boolean' | 'enum';

export interface Field<T extends FieldType = FieldType, V extends string = string, R extends boolean = boolean> {
  readonly type: T;
  readonly required: R;
  readonly guard: Guard;
  readonly values?: readonly V[];
  /** Inclusive bounds of a number or integer. */
  readonly min?: number;
  readonly max?: number;
  readonly about: string;
}

interface FieldOptions {
  readonly guard?: Guard;
  readonly min?: number;
  readonly max?: number;
}

const make =
  <T extends FieldType>(type: T) =>
  <R extends boolean>(required: R) =>
  (about: string, options: FieldOptions = {}): Field<T, string, R> =>
    Object.freeze({ type, required, guard: options.guard ?? 'open', about, ...bounds(options) });

function bounds(options: FieldOptions): { min?: number; max?: number } {
  return {
    ...(options.min === undefined ? {} : { min: options.min }),
    ...(options.max === undefined ? {} : { max: options.max }),
  };
}

export const text = make('text')(true);
export const textOrEmpty = make('text')(false);
export const instant = make('instant')(true);
export const instantOrEmpty = make('instant')(false);
export const integer = make('integer')(true);
export const integerOrEmpty = make('integer')(false);
export const numberOrEmpty = make('number')(false);
export const booleanOrEmpty = make('boolean')(false);

export function oneOf<const V extends string>(values: readonly V[], about: string): Field<'enum', V, true> {
  return Object.freeze({ type: 'enum', required: true, guard: 'open', values, about });
}

export function oneOfOrEmpty<const V extends string>(values: readonly V[], about: string): Field<'enum', V, false> {
  return Object.freeze({ type: 'enum', required: false, guard: 'open', values, about });
}

/** One table of the contract. */
export interface Table<F extends Record<string, Field> = Record<string, Field>> {
  readonly name: string;
  readonly kind: 'event' | 'register';
  readonly about: string;
  readonly fields: F;
  /** Columns that together name a row; a second row with the same key is a duplicate. */
  readonly key: readonly string[];
  /** Groups of columns of which exactly one must be filled. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Pairs [earlier, later]: the second instant may not lie before the first. */
  readonly ordered?: readonly (readonly [string, string])[];
}

/** The rules of a table may only name its own columns. */
interface Rules<K extends string> {
  readonly key: readonly K[];
  readonly exactlyOne?: readonly (readonly K[])[];
  readonly ordered?: readonly (readonly [K, K])[];
}

export function table<const F extends Record<string, Field>>(
  definition: Omit<Table<F>, keyof Rules<string>> & Rules<keyof F & string>,
): Table<F> {
  return Object.freeze(definition);
}

type ValueOf<F> =
  F extends Field<infer T, infer V, boolean>
    ? T extends 'enum'
      ? V
      : T extends 'text'
        ? string
        : T extends 'boolean'
          ? boolean
          : number
    : never;

/** The row type a table stands for; optional fields are `null` where empty; instants are epoch seconds. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['fields']]: T['fields'][K]['required'] extends true
    ? ValueOf<T['fields'][K]>
    : ValueOf<T['fields'][K]> | null;
};
