export type { Key } from './dictionary.ts';
export { countOf, dateOf, expectedOf, nowSeconds, shareOf, spanOf, timeOf } from './numbers.ts';
export { type Language, useWords, type Words, WordsProvider } from './words.tsx';
