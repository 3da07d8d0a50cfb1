import { InvalidArgumentError } from 'commander';
import { type EvaluationMetrics, poolWorlds, roles, type WorldsSummary } from '../../engine/index.ts';
import { writeEvaluation } from '../evaluation-report/index.ts';
import { count, percent, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

interface EvaluateFlags {
  readonly truth: string;
  readonly out?: string;
  readonly model?: string;
  readonly controls: boolean;
  readonly world: readonly World[];
}

interface World {
  readonly home: string;
  readonly truth: string;
}

export const addEvaluate: AddCommand = (program, terminal) => {
  program
    .command('evaluate')
    .description('Measure the newest ranking against the truth of a synthetic data set.')
    .requiredOption('--truth <file>', 'truth.csv of the data set')
    .option('--out <dir>', 'folder for report.html, metrics.json and predictions.csv')
    .option('--model <name/version>', 'measure what this model would have made of the same people')
    .option('--controls', 'also rewire the contacts at random and score again (takes as long as the features)', false)
    .option('--world <home=truth>', 'another home and its truth, for intervals over worlds; may be repeated', world, [])
    .action(async (flags: EvaluateFlags, command) => {
      const all = globals(command);
      const { truth, out, model, controls } = flags;
      const options = { truth, controls, ...(model === undefined ? {} : { model }) };
      const metrics = await withEngine(all, terminal, (engine) =>
        engine.evaluate({ ...options, ...(out === undefined ? {} : { out }) }),
      );
      const others: EvaluationMetrics[] = [];
      for (const one of flags.world)
        others.push(
          await withEngine({ ...all, home: one.home }, terminal, (engine) =>
            engine.evaluate({ ...options, truth: one.truth }),
          ),
        );
      const summary = others.length === 0 ? undefined : poolWorlds([metrics, ...others]);
      if (out !== undefined) terminal.note(`Report: ${writeEvaluation(out, metrics, others, summary)}`);
      if (all.json) terminal.print(JSON.stringify(summary === undefined ? metrics : { ...metrics, worlds: summary }));
      else
        terminal.print([metricsText(metrics), ...(summary === undefined ? [] : ['', worldsText(summary)])].join('\n'));
      for (const notice of metrics.notices) terminal.note(notice);
    });
};

function world(text: string, before: readonly World[]): readonly World[] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Expected HOME=TRUTH, two paths.');
  return [...before, { home: text.slice(0, at), truth: text.slice(at + 1) }];
}

export function metricsText(metrics: EvaluationMetrics): string {
  const rows = roles.map((role) => {
    const one = metrics.roles[role];
    const [low, high] = one.intervals.auprc;
    return [
      role,
      `${one.scoredPositives} of ${one.positives}`,
      one.positives === 0 ? '-' : `${one.auprc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
      bestBaseline(one.baselines),
      percent(one.prevalence),
      one.ece.toFixed(4),
      ...[10, 50, 100, 500].map((k) => hits(one, k)),
    ];
  });
  const head = ['role', 'unknown in reach', 'AUPRC', 'best baseline', 'prevalence', 'ECE', 'right of first'];
  const flagged = metrics.wrongfulByLookalike.filter(({ flagged: people }) => people > 0);
  const wrong = table(
    ['innocent people', 'people', 'proposed', 'share'],
    flagged.map(({ lookalike, people, flagged: inTop, low, high, tooFew }) => [
      lookalike === 'none' ? 'anybody else' : lookalike.replaceAll('_', ' '),
      count(people),
      inTop,
      tooFew ? 'too few people to say' : `${percent(inTop / people)} (${percent(low)} to ${percent(high)})`,
    ]),
  );
  const { wrongful, tradeTogether } = metrics;
  return [
    table([...head, '', '', ''], rows),
    '',
    `Suppliers and retailers in one list: ${percent(tradeTogether.precisionAt50)} of the first 50 are right, ${percent(tradeTogether.precisionAt100)} of the first 100.`,
    `Innocent look-alikes that would be proposed (first ${metrics.flaggedPerRole} of a role, score ${metrics.flaggedFrom} or more): ${wrongful.flagged} of ${count(wrongful.people)} (${percent(wrongful.share)}).`,
    '',
    flagged.length === 0 ? 'No innocent person would be proposed.' : wrong,
  ].join('\n');
}

/** "31 of 50 (62.0 %)"; where fewer are ranked than asked for, of those. */
function hits(role: EvaluationMetrics['roles']['user'], k: number): string {
  const found = role.atK.find((entry) => entry.k === k);
  if (found === undefined || found.looked === 0) return '-';
  const right = Math.round(found.precision * found.looked);
  const all = found.looked < k ? `all ${found.looked}` : String(k);
  return `${right} of ${all} (${percent(found.precision)})`;
}

function bestBaseline(baselines: EvaluationMetrics['roles']['user']['baselines']): string {
  const best = [...baselines].sort((a, b) => b.auprc - a.auprc)[0];
  return best === undefined ? '-' : `${best.auprc.toFixed(3)} ${best.name.replaceAll('_', ' ')}`;
}

export function worldsText({ worlds, roles: byRole, together }: WorldsSummary): string {
  const cell = ({ mean, interval }: WorldsSummary['together'][string]): string =>
    interval === null ? mean.toFixed(3) : `${mean.toFixed(3)} (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)})`;
  const names = Object.keys(byRole.user);
  const rows = names.map((name) => [name, ...roles.map((role) => cell(byRole[role][name] as never))]);
  return [
    `Mean of ${worlds} worlds with its 95 % interval:`,
    table(['', ...roles], rows),
    ...Object.entries(together).map(([name, one]) => `${name}: ${cell(one)}`),
  ].join('\n');
}
