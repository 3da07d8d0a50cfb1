/** One comparison of two identifiers: what was found, and what it weighs in bits (above 0: one person's). */
export interface SlipLine {
  readonly what: string;
  readonly bits: number;
}

/** An identifier that is another one written with a typing error, or another id of the same person. */
export interface Slip {
  /** Sealed: `i:` national id, `p:` phone, `v:` plate. */
  readonly identifier: string;
  readonly meant: string;
  /** Against every other identifier that it might have been meant for, and against none. */
  readonly probability: number;
  readonly lines: readonly SlipLine[];
}

export type SlipKind = 'i' | 'p' | 'v';

/** Pairs of identifiers by number with what is known of each number. */
export interface Candidates {
  readonly kind: SlipKind;
  readonly identifier: readonly string[];
  /** 1: no register knows it. */
  readonly loose: Uint8Array;
  readonly slip: Int32Array;
  readonly meant: Int32Array;
  /** 1: both are registered, so the pair is none. */
  readonly control: Uint8Array;
  readonly controls: number;
  /** Names, mates and sorts of a number; absent where none is known. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  readonly mates: ReadonlyMap<number, ReadonlySet<number>>;
  readonly sorts: ReadonlyMap<number, number>;
  /** Times each was written. */
  readonly times: ReadonlyMap<number, number>;
  /** Share of all identifiers of the kind that were written often. */
  readonly oftenShare: number;
}

/** What a comparison weighs, by its level; kept with the result so that any pair can be explained. */
export interface SlipWeights {
  /** Log2 odds of two random identifiers. */
  readonly prior: number;
  /** Log2(m / u) by the layout of the comparisons. */
  readonly bits: readonly number[];
  /** P(two random persons bear one name). */
  readonly sameName: number;
}
