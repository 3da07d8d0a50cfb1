import { leadStates, type Right, staffRoles, transitions } from '../../engine/index.ts';
import { code, codes, page, table } from './markdown.ts';

/** docs/generated/rights.md: who may do what, for which unit, and in which state of a lead. */
export function rightsPage(rights: readonly Right[]): string {
  const byRole = rights.map(({ act, roles, unit, words }) => [
    code(act),
    words,
    ...staffRoles.map((role) => (roles.includes(role) ? unit : '')),
  ]);
  const byState = transitions.map(({ act, from, to, codes: reasons = [] }) => [
    code(act),
    ...leadStates.map((state) => (from.includes(state) ? to : '')),
    codes(reasons),
  ]);
  return page('Rights', codes(['engine/rights/rights.ts', 'engine/leads/states.ts']), [
    '`own`: things of the own unit only. `any`: of every unit. Empty: refused, with an entry in the log. An act that is not here is nobody’s, and no act writes the log. Whoever must change the password can do nothing else.',
    table(['act', 'what', ...staffRoles], byRole),
    '## Steps of a lead',
    'Down the side the step, along the top the state it starts from, in the cell the state it leads to. An empty cell is refused (`wrong_state`) and nothing changes. A step with coded reasons needs one of them and a sentence. `lead.next` takes a lead in review only when its lock has lapsed. `lead.approve` and `lead.dismiss` are for whoever holds the lock and has opened the evidence, `lead.dispatch` for somebody other than who approved. `lead.expire` and `lead.reopen` are jobs, the latter with new evidence only.',
    table(['step', ...leadStates, 'coded reasons'], byState),
  ]);
}
