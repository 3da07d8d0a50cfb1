import { type EvaluationMetrics, roles, type WorldsSummary } from '../../engine/index.ts';
import { escaped } from './plot.ts';

type RoleNumbers = EvaluationMetrics['roles']['user'];

export function roleTable(metrics: EvaluationMetrics): string {
  const rows = roles.map((role) => {
    const one = metrics.roles[role];
    return [
      role,
      `${one.scoredPositives} of ${one.positives}`,
      `${one.auprc.toFixed(3)} ${ends(one.intervals.auprc, 3)}`,
      one.auroc.toFixed(3),
      `${one.ece.toFixed(4)} ${ends(one.intervals.ece, 4)}`,
      `${one.brier.toFixed(5)} ${ends(one.intervals.brier, 5)}`,
    ];
  });
  const capacity = roles.flatMap((role) =>
    metrics.roles[role].atK.map((at) => [
      role,
      at.looked < at.k ? `all ${at.looked}` : String(at.k),
      `${percent(at.precision)} ${ends(
        [at.precisionLow, at.precisionHigh].map((x) => 100 * x),
        1,
      )}`,
      `${percent(at.recall)} ${ends(
        [at.recallLow, at.recallHigh].map((x) => 100 * x),
        1,
      )}`,
      at.lift.toFixed(1),
      String(at.innocent),
    ]),
  );
  const { precisionAt50, precisionAt100 } = metrics.tradeTogether;
  return `${table(['role', 'unknown in reach', 'AUPRC', 'AUROC', 'ECE', 'Brier'], rows)}
<h3>Among the first names</h3>${table(['role', 'first', 'right', 'found of all', 'lift', 'innocent'], capacity)}
<p>Suppliers and retailers in one list: ${percent(precisionAt50)} of the first 50 are right, ${percent(precisionAt100)} of the first 100.</p>`;
}

export function baselineTable(metrics: EvaluationMetrics): string {
  const rows = roles.flatMap((role) => {
    const one = metrics.roles[role];
    const model = [role, 'this ranking', one.auprc.toFixed(3), percent(precisionAt(one, 50))];
    const others = one.baselines.map(({ name, auprc, precisionAt50 }) => [
      '',
      name.replaceAll('_', ' '),
      auprc.toFixed(3),
      percent(precisionAt50),
    ]);
    const controls = [
      ['', 'control: labels dealt anew', one.labelShuffle.auprc.toFixed(4), ''],
      ...(one.edgeShuffle === null ? [] : [['', 'control: contacts rewired', one.edgeShuffle.toFixed(3), '']]),
    ];
    return [model, ...others, ...controls];
  });
  return `${table(['role', 'ranking', 'AUPRC', 'right of first 50'], rows)}
<p>With labels dealt anew the AUPRC must fall to the prevalence; with contacts rewired it falls to what people's own records say.</p>`;
}

export function patternTable(patterns: RoleNumbers['patterns']): string {
  if (patterns.length === 0) return '<p>Nobody to find.</p>';
  return table(
    ['pattern', 'people', 'scored', 'in first 50', 'in first 500'],
    patterns.map((one) => [one.pattern.replaceAll('_', ' '), one.people, one.scored, one.in50, one.in500].map(String)),
  );
}

export function wrongfulTables(metrics: EvaluationMetrics): string {
  const { wrongful, wrongfulByLookalike, wrongfulByAuditGroup, flaggedPerRole, flaggedFrom } = metrics;
  const line = (name: string, one: { people: number; flagged: number; low: number; high: number; tooFew: boolean }) => [
    name.replaceAll('_', ' '),
    String(one.people),
    String(one.flagged),
    one.tooFew ? 'too few' : `${percent(one.flagged / one.people)} ${ends([100 * one.low, 100 * one.high], 1)}`,
  ];
  const head = ['kind', 'people', `proposed`, 'share'];
  const groups =
    wrongfulByAuditGroup.length === 0
      ? '<p>The register names no audit groups.</p>'
      : table(
          ['audit group', ...head.slice(1)],
          wrongfulByAuditGroup.map(({ group, ...counts }) => line(group, counts)),
        );
  return `<p class="lead">${wrongful.flagged} of ${wrongful.people} innocent look-alikes would be proposed: among the first ${flaggedPerRole} of a role, with a score of ${flaggedFrom} or more (${percent(wrongful.share)})${wrongful.worst === null ? '' : `; worst kind: ${escaped(wrongful.worst.lookalike.replaceAll('_', ' '))}, ${percent(wrongful.worst.share)}`}. This figure, <code>${wrongful.name}</code>, gates a promotion.</p>
${table(
  head,
  wrongfulByLookalike.map(({ lookalike, ...counts }) =>
    line(lookalike === 'none' ? 'anybody else' : lookalike, counts),
  ),
)}
<h3>By audit group</h3>${groups}`;
}

export function worldsTable({ roles: byRole, together }: WorldsSummary): string {
  const cell = ({ mean, interval }: WorldsSummary['together'][string]): string =>
    `${mean.toFixed(3)} ${interval === null ? '' : ends(interval, 3)}`;
  const names = Object.keys(byRole.user);
  return `${table(
    ['', ...roles],
    names.map((name) => [
      words(name),
      ...roles.map((role) => cell(byRole[role][name] as WorldsSummary['together'][string])),
    ]),
  )}${table(
    ['all roles', ''],
    Object.entries(together).map(([name, one]) => [words(name), cell(one)]),
  )}`;
}

function words(name: string): string {
  return name
    .replace(/([A-Z]|\d+)/g, ' $1')
    .toLowerCase()
    .replace('auprc', 'AUPRC')
    .replace(/^ece$/, 'ECE');
}

function precisionAt({ atK }: RoleNumbers, k: number): number {
  return atK.find((one) => one.k === k)?.precision ?? 0;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function ends(interval: readonly number[], digits: number): string {
  return `(${interval.map((value) => value.toFixed(digits)).join(' to ')})`;
}

/** A column is set as numbers where every cell of it begins like one. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = head.map((_, c) => rows.every((row) => /^(-?\d|all \d|$|-)/.test(row[c] ?? '')));
  const cells = (tag: string, row: readonly string[]): string =>
    row.map((text, c) => `<${tag}${numeric[c] ? ' class="number"' : ''}>${escaped(text)}</${tag}>`).join('');
  return `<div class="scroll"><table><tr>${cells('th', head)}</tr>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</table></div>`;
}
