export { type KeyOrigin, homeKey } from './key.ts';
export { pseudonym } from './pseudonym.ts';
