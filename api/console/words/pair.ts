/** A sentence in both languages of the people who read it. Names in braces are filled in. */
export type Pair = readonly [en: string, zh: string];
export type Pairs = Readonly<Record<string, Pair>>;
