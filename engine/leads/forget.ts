import type { Book } from '../audit/index.ts';
import { printsWithout } from './known.ts';
import { liveStates } from './states.ts';
import { leadOf, takeStep } from './store.ts';
import { evidenceTable } from './tables.ts';
import type { LeadEvidence, PathStep } from './types.ts';

interface EvidenceRow {
  readonly id: string;
  readonly body: string;
  readonly known: string;
}

/** Leads that cite one of the records. */
export function leadsCiting({ database }: Book, gone: ReadonlySet<string>): readonly string[] {
  const rows = database.prepare<[], EvidenceRow>('select id, body, known from lead_evidence order by id').iterate();
  const ids: string[] = [];
  for (const row of rows) if (cites(JSON.parse(row.body) as LeadEvidence, gone)) ids.push(row.id);
  return ids;
}

/**
 * Takes records out of every lead that cites one: its evidence names them no more, and while it is live it is withdrawn. A
 * human no keeps standing (oversight rules 9, 12, 14).
 * @returns the leads
 */
export function forgetRecords(
  book: Book,
  gone: ReadonlySet<string>,
  at: number,
  by: string,
  code: 'records_corrected' | 'records_purged',
): readonly string[] {
  const ids = leadsCiting(book, gone);
  for (const id of ids) {
    book.act({ at, actor: by, act: 'lead.forget', subject: id, detail: { code } }, (pages) => {
      const row = pages.get<EvidenceRow & { readonly [column: string]: string }>(evidenceTable, id);
      if (row === undefined) return;
      const body = JSON.stringify(without(JSON.parse(row.body) as LeadEvidence, gone));
      pages.put(evidenceTable, { id, body, known: printsWithout(row.known, gone) });
      const lead = leadOf(pages, id);
      if (!liveStates.has(lead.state)) return;
      takeStep(pages, lead, { act: 'lead.withdraw', by, at, code, reason: 'records it stood on are gone' });
    });
  }
  return ids;
}

/**
 * Takes back every live lead that cites one of the records; its evidence stays as it was judged, and what was known then
 * stays known: a corrected record is no new evidence against anybody (oversight rules 9, 12).
 * @returns the leads that cite one, in any state
 */
export function withdrawCiting(book: Book, records: ReadonlySet<string>, at: number, by: string): readonly string[] {
  const ids = leadsCiting(book, records);
  for (const id of ids) {
    book.act({ at, actor: by, act: 'lead.correct', subject: id }, (pages) => {
      const lead = leadOf(pages, id);
      if (!liveStates.has(lead.state)) return;
      const reason = 'a record it stood on was corrected';
      takeStep(pages, lead, { act: 'lead.withdraw', by, at, code: 'records_corrected', reason });
    });
  }
  return ids;
}

function cites({ path, contacts }: LeadEvidence, gone: ReadonlySet<string>): boolean {
  return [...path, ...contacts].some(({ records }) => records.some((record) => gone.has(record)));
}

function without(evidence: LeadEvidence, gone: ReadonlySet<string>): LeadEvidence {
  const left = (steps: readonly PathStep[]): readonly PathStep[] =>
    steps.map((step) => ({ ...step, records: step.records.filter((record) => !gone.has(record)) }));
  return {
    ...evidence,
    path: left(evidence.path),
    contacts: left(evidence.contacts),
    whatIsNew: evidence.whatIsNew.filter((record) => !gone.has(record)),
  };
}
