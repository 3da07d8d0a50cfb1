import { join } from 'node:path';
import { expect } from 'vitest';
import type { Follow } from '../../engine/audit/book.ts';
import { type Book, openBook } from '../../engine/audit/index.ts';
import { type LeadBook, type LeadDraft, openLeadBook, propose } from '../../engine/leads/index.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { type Deployment, type Principal, putUnit, type StaffRole } from '../../engine/rights/index.ts';

export const at0 = 1_760_000_000;
export const deployment: Deployment = { purpose: 'test', legalBasis: 'test', reviewBy: at0 + 10 * 365 * 86_400 };

export const principal = (account: string, role: StaffRole, unit = 'county'): Principal => ({
  account,
  role,
  unit,
  mustRotate: false,
});

export const admin = principal('admin', 'administrator', 'office');
export const rosa = principal('rosa', 'reviewer');
export const remy = principal('remy', 'reviewer');
export const sam = principal('sam', 'supervisor');
export const sue = principal('sue', 'supervisor');
export const ivo = principal('ivo', 'investigator');
export const ana = principal('ana', 'analyst', 'office');
/** Of another unit. */
export const oda = principal('oda', 'reviewer', 'brigade');

export interface LeadHome {
  readonly book: Book;
  readonly leads: LeadBook;
  /** Puts drafts into the book as the job would. */
  put(drafts: readonly LeadDraft[], at?: number): ReturnType<typeof propose>;
  idOf(person: string, role?: string): string;
  stateOf(lead: string): string;
}

/** A ledger with a county brigade, a brigade and a treatment unit, all of area A1 or of the whole prefecture. */
export function leadHome(
  home: string,
  given: { deployment: Deployment | undefined } = { deployment },
  follow?: Follow,
): LeadHome {
  const db = openLedger(home).database;
  const book = openBook(db, join(home, 'ledger.sqlite'), () => 0, follow);
  putUnit(book, admin, at0 - 100, { id: 'county', name: 'County brigade', kind: 'county_brigade', area: 'A1' });
  putUnit(book, admin, at0 - 100, { id: 'brigade', name: 'Brigade', kind: 'brigade', area: null });
  putUnit(book, admin, at0 - 100, { id: 'care', name: 'Recovery station', kind: 'community_treatment', area: 'A1' });
  const leads = openLeadBook(book, () => given.deployment);
  const id = db.prepare<[string, string], string>('select id from lead where person = ? and role = ?').pluck();
  const state = db.prepare<[string], string>('select state from lead where id = ?').pluck();
  return {
    book,
    leads,
    put: (drafts, at = at0) => propose(book, drafts, { at, by: 'system:propose', freshId }),
    idOf: (person, role = 'retailer') => id.get(person, role) ?? 'none',
    stateOf: (lead) => state.get(lead) ?? 'none',
  };
}

let counter = 0;

/** Sixteen letters and digits in counting order. */
export function freshId(): string {
  counter++;
  let [text, rest] = ['', counter];
  for (let i = 0; i < 16; i++) {
    text = `${'abcdefghijklmnopqrstuvwxyz234567'[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return `L-${text}`;
}

export function draft(person: string, over: Partial<LeadDraft> = {}): LeadDraft {
  const step = {
    from: person,
    to: 'P-KNOWN',
    channel: 'room',
    count: 4,
    expected: 0.3,
    first: at0 - 90_000,
    last: at0 - 50_000,
    records: [`r-${person}-1`, `r-${person}-2`],
  };
  return {
    person,
    role: 'retailer',
    area: 'A1',
    score: 0.6,
    low: 0.4,
    high: 0.8,
    model: 'm/1',
    run: 'run-1',
    asOf: at0 - 40_000,
    hops: 1,
    known: step.records,
    sample: false,
    evidence: {
      caseId: 'C-1',
      established: 'retailer',
      establishedAt: at0 - 400_000,
      path: [step],
      contacts: [step],
      channels: [{ channel: 'room', contacts: 1, meetings: 4 }],
      reasonsFor: [{ feature: 'f', weight: 0.7, en: 'Nights in rooms.', zh: '住店。' }],
      reasonsAgainst: [],
      innocent: [{ en: 'A couple.', zh: '情侣。' }],
      wouldChange: [],
      whatIsNew: [],
    },
    ...over,
  };
}

export const refused = (code: string) => expect.objectContaining({ code });
/** Whom the lead of `inReview` is about. */
export const person = 'P-A';

/** One lead in the hands of rosa, opened. */
export async function inReview(home: string, over = {}): Promise<LeadHome & { readonly lead: string }> {
  const all = leadHome(home);
  all.put([draft(person, over)]);
  const lead = all.idOf(person);
  await all.leads.next(rosa, at0 + 1);
  await all.leads.read(rosa, at0 + 2, lead);
  return { ...all, lead };
}
export const yes = (lead: string, at = at0 + 3) => ({ at, lead, code: 'facts_support', reason: 'Four nights.' });
/** The own view of a lead that is judged blind. */
export const seen = (lead: string, code = 'retailer_likely', at = at0 + 3) => ({ at, lead, code, reason: 'Nights.' });
export const no = (lead: string, at = at0 + 3) => ({ at, lead, code: 'innocent_explanation', reason: 'A couple.' });
