export { type Answer, call, get, post, type Query } from './call.ts';
export { codeOf, Refused, statusOf } from './problem.ts';
export { reach } from './reach.ts';
export { sessionEnded } from './session-ended.ts';
