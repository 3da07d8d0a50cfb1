import type { LeadLine, LeadView } from '../../engine/index.ts';
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
