export { homeKey, type KeyOrigin } from './key.ts';
export { pseudonym } from './pseudonym.ts';
