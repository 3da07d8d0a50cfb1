import type { Home } from './home.ts';
import { type IdentityDecision, writeDecision } from './resolve/index.ts';
import { pseudonym } from './vault/index.ts';

/** Into the sealed journal that every run obeys, then, by pseudonym, into the ledger. */
export function recordDecision(home: Home, decision: IdentityDecision): void {
  writeDecision(home.sealedDir, decision);
  const { identifierA, identifierB, by, at, reason } = decision;
  home.ledger.database
    .prepare('insert into identity_decision (decision, person_a, person_b, by, at, reason) values (?, ?, ?, ?, ?, ?)')
    .run(decision.decision, pseudonym(home.key, identifierA), pseudonym(home.key, identifierB), by ?? '', at, reason);
}
