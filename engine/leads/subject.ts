import type { Pages } from '../audit/index.ts';
import { leadOf } from './store.ts';
import { demandCurrent } from './view.ts';

/** What the vault asks of a lead before anybody learns whose it is. @throws ExcavatorError lead_unknown, lead_expired */
export function leadSubject(pages: Pages, lead: string, at: number) {
  const row = leadOf(pages, lead);
  demandCurrent(row, at);
  const approved = row.state === 'approved' || row.state === 'dispatched' || row.state === 'outcome_recorded';
  return { person: row.person, unit: row.unit, approved };
}
