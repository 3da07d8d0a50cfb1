export { type Letter, openPushDesk, type PushDesk } from './desk.ts';
export { checkAddress, checkUrl, type DestinationRules, strictRules } from './destination.ts';
export { type Outbox, openOutbox } from './outbox.ts';
export { eventId } from './payload.ts';
export { choosable } from './routing.ts';
export { retryAfterMs } from './schedule.ts';
export { receiverSecrets, secretOf, signatureHeaders } from './signature.ts';
export * from './types.ts';
