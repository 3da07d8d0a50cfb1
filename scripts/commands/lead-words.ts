import type { LeadLine, LeadView, ProposeOutcome } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';

export function linesText(lines: readonly LeadLine[]): string {
  const rows = lines.map((line) => [
    line.id,
    line.person,
    line.role,
    line.area ?? '-',
    line.state,
    line.band ?? 'blind',
    line.low === null || line.high === null ? '-' : `${line.low.toFixed(3)} to ${line.high.toFixed(3)}`,
    instant(line.expiresAt).slice(0, 10),
  ]);
  return [
    `${lines.length} leads. Leads, not evidence.`,
    table(['lead', 'person', 'role', 'area', 'state', 'band', '90 % interval', 'expires'], rows),
  ].join('\n');
}

/** A lead reads from top to bottom as an argument. */
export function leadText(lead: LeadView): string {
  const { evidence } = lead;
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  const both = ({ en, zh }: { readonly en: string; readonly zh: string }): string[] => [en, zh];
  const steps = evidence.path.map(
    (step) =>
      `${step.from} -> ${step.to}: ${step.channel}, ${step.count} times, ${step.expected.toFixed(2)} expected (${step.records.slice(0, 5).join(' ')})`,
  );
  const score =
    lead.score === null
      ? 'judged blind'
      : `${lead.band}, ${lead.score.toFixed(3)} (${lead.low?.toFixed(3)} to ${lead.high?.toFixed(3)})`;
  return [
    `${lead.id}: ${lead.person}, suspected ${lead.role}, ${lead.state}, unit ${lead.unit ?? '-'}`,
    `${score}; as of ${instant(lead.asOf)}, model ${lead.model}, expires ${instant(lead.expiresAt)}`,
    ...part('What it is', [...both(lead.notEvidence), ...both(lead.mayBeUsedFor)]),
    ...part(`Facts: the shortest way to case ${evidence.caseId} (${evidence.established})`, steps),
    ...part('New since the last decision', evidence.whatIsNew),
    ...part('For', evidence.reasonsFor.flatMap(both)),
    ...part('Against', evidence.reasonsAgainst.flatMap(both)),
    ...part('Innocent explanations that fit', evidence.innocent.flatMap(both)),
    ...part('What would change it', evidence.wouldChange.flatMap(both)),
    ...part(
      'Steps',
      lead.steps.map(({ at, by, act, code, reason }) => `${instant(at)} ${by} ${act} ${code} ${reason}`.trimEnd()),
    ),
  ].join('\n');
}

/** What one job made of the ranking. */
export function proposedText(done: ProposeOutcome): string {
  const { proposed, refreshed, reopened, stood, untouched, expired, withdrawn, refused, withoutUnit } = done;
  const rows: readonly (readonly [number, string])[] = [
    [proposed, 'new leads: the top of each role, and people drawn at random to be judged blind beside them'],
    [refreshed, 'waiting leads say what the newest run says'],
    [reopened, 'are back, because something new is known'],
    [stood, 'stay closed: nothing new is known'],
    [untouched, 'were left as they are'],
    [expired, 'expired'],
    [withdrawn, 'were withdrawn: a case names the person'],
    ...Object.entries(refused).map(([code, n]) => [n, `were refused: ${code}`] as const),
  ];
  const lines = rows.filter(([n]) => n > 0).map(([n, words]) => `${String(n).padStart(6)} ${words}`);
  const lost =
    withoutUnit === 0
      ? []
      : [
          `${withoutUnit} open leads have no unit: nobody sees them until there is one. Suspected users go to community treatment: excavator user unit ID --kind community_treatment, then propose again.`,
        ];
  return [...(lines.length === 0 ? ['Nothing new.'] : lines), ...lost].join('\n');
}
