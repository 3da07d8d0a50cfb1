import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Cases, openCases } from '../../engine/rights/index.ts';
import {
  type Disclosures,
  type Identities,
  openDisclosures,
  openIdentities,
  openKeyring,
} from '../../engine/vault/index.ts';
import { at0, freshId, type LeadHome, leadHome, sam } from './lead-home.ts';

export interface GrantHome extends LeadHome {
  readonly grants: Disclosures;
  readonly identities: Identities;
  readonly cases: Cases;
}

export const canary = { identifiers: ['i:530000199001010011', 'p:13800001234'], names: ['Canary Yellowbird'] };
export const subject = 'P-CANARY';

/** A ledger with one sealed identity, one open case, and a lead `L-1` whose person it is; `approved` says what leads say. */
export function grantHome(home: string, approved: () => boolean = () => true): GrantHome {
  const all = leadHome(home);
  const cases = openCases(all.book);
  const identities = openIdentities(all.book, openKeyring(join(home, 'keys', 'vault')), randomBytes);
  const grants = openDisclosures(
    all.book,
    identities,
    () => ({ person: subject, unit: 'county', approved: approved() }),
    () => freshId().replace('L-', 'G-'),
  );
  identities.keep(at0, 'system:propose', new Map([[subject, canary]]));
  cases.open(sam, at0, { id: 'C-1', purpose: 'inquiry' });
  return { ...all, cases, grants, identities };
}
