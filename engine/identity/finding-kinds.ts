import { findingKinds as identityKinds } from '../resolve/index.ts';

/** Everything that `findings` tells of: states of identifiers, and who drives ahead of whom. */
export const findingKinds = Object.freeze([...identityKinds, 'scout'] as const);
export type FindingKind = (typeof findingKinds)[number];
