import { dotChartSvg } from './dot-chart.ts';
import { style } from './page-style.ts';
import { escaped, pictureSvg } from './svg.ts';
import { type Finding, type Gate, guiltyRoles, type WorldCheck } from './types.ts';

/** The whole report as one HTML file: no script, nothing loaded from elsewhere. Same numbers, same bytes. */
export function reportPage(check: WorldCheck): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Realism gate: ${escaped(check.dataSet)}</title><style>${style}</style></head><body><main>
${headOf(check)}
${gateTable(check.gates)}
${check.gates.map(sectionOf).join('\n')}
<section><h2>Distributions behind gate 5</h2><div class="pictures">${check.pictures.map((picture) => `<figure>${pictureSvg(picture)}</figure>`).join('')}</div></section>
${motifsOf(check)}
</main></body></html>
`;
}

function headOf({ dataSet, passed, people, days, seed, unknown, lookalikes }: WorldCheck): string {
  const rows = guiltyRoles.map(
    (role) => `<tr><th>${role}</th><td>${whole(unknown[role])}</td><td>${whole(lookalikes[role])}</td></tr>`,
  );
  return `<header><div><h1>Realism gate <span class="chip ${passed ? 'pass' : 'fail'}">${passed ? 'passed' : 'failed'}</span></h1>
<p class="lead">${escaped(dataSet)}${seed === null ? '' : `, seed ${seed}`}: ${whole(people)} registered people, ${whole(days)} days. Synthetic data.</p>
<p>People who are established or under a warrant are left out of every comparison: nobody has to find them, and calls are on record because of them.</p></div>
<table class="counts"><tr><th>role</th><th>unknown</th><th>look-alikes</th></tr>${rows.join('')}<tr><th>innocent</th><td>${whole(unknown.none)}</td><td></td></tr></table></header>`;
}

function gateTable(gates: readonly Gate[]): string {
  const rows = gates.map(
    ({ gate, title, verdict, summary }) =>
      `<tr><td class="number">${gate}</td><td><span class="chip ${verdict}">${verdict}</span></td><td><b>${escaped(title)}</b><br>${escaped(summary)}</td></tr>`,
  );
  return `<section><table class="gates">${rows.join('')}</table></section>`;
}

function sectionOf(gate: Gate): string {
  if (gate.findings.length === 0) return '';
  const body = gate.gate === 1 ? separationCharts(gate) : gate.gate === 3 ? formChart(gate) : findingTable(gate);
  return `<section><h2>${gate.gate}. ${escaped(gate.title)}</h2>${body}</section>`;
}

const readWords = Object.freeze({
  numbers: 'figures looked up',
  paper: 'paper looked up, figures quoted from memory',
  recalled: 'from memory',
});

/** The twelve highest numbers of each comparison. */
function separationCharts({ findings }: Gate): string {
  const charts = guiltyRoles.flatMap((role) =>
    (
      [
        ['innocent', 0.8],
        ['lookalike', 0.65],
      ] as const
    ).map(([whom, limit]) => {
      const ending = `: ${role} against ${whom}`;
      const own = byValue(
        findings.filter(({ name }) => name.endsWith(ending)),
        ({ value }) => value ?? 0,
      ).slice(0, 12);
      if (own.length === 0) return '';
      const title = `${role} against ${whom === 'innocent' ? 'all innocent' : 'own look-alikes'} (${most(own, 'positives')} : ${most(own, 'others')})`;
      const names = own.map(({ name }) => name.slice(0, -ending.length).replaceAll('_', ' '));
      return `<figure>${dotChartSvg({ title, findings: own, names, from: 0.4, to: 1, limit })}</figure>`;
    }),
  );
  return `<p>AUROC of single numbers, either direction, with its 99 % interval; a number is over when the whole interval is beyond the limit. The twelve highest of each comparison.</p><div class="charts">${charts.join('')}</div>`;
}

/** The thirty signals nearest to their limit, in two columns. */
function formChart({ findings }: Gate): string {
  const nearness = ({ value, high }: Finding): number => Math.abs((value ?? 0.5) - 0.5) / ((high ?? 1) - 0.5);
  const top = byValue(findings, nearness).slice(0, 30);
  const charts = [top.slice(0, 15), top.slice(15)].filter((half) => half.length > 0);
  const svg = charts.map(
    (half) =>
      `<figure>${dotChartSvg({ title: 'AUROC of form (band: allowed)', findings: half, names: half.map(({ name }) => name), from: 0.2, to: 0.8 })}</figure>`,
  );
  return `<p>Each guilty row is compared with innocent rows of the same sort; the band is 0.50 ± 0.02 and three standard errors, which count people and networks, not rows. The ${top.length} of ${findings.length} signals nearest to their limit.</p><div class="charts">${svg.join('')}</div>`;
}

function findingTable({ gate, verdict, findings }: Gate): string {
  const rows = findings.map(({ name, about, value, limit, failed, source, read }) => {
    const words = [about, ...(source === undefined ? [] : [`${source} (${readWords[read ?? 'recalled']})`])]
      .map(escaped)
      .join('<br><i>');
    return `<tr class="${failed ? 'over' : ''}"><td>${escaped(name)}</td><td class="number">${value === null ? 'not measurable' : Number(value.toPrecision(3))}</td><td class="number">${escaped(limit)}</td><td class="about">${words}${source === undefined ? '' : '</i>'}</td></tr>`;
  });
  const note =
    verdict === 'reported'
      ? '<p>Reported: measured with the engine as it stands; it gates once the model is complete. The full model is the better of the one that ships, trained on other worlds, and one trained here and measured out of fold.</p>'
      : '';
  const ranges =
    gate === 5
      ? '<p>The ranges are ours. They rest on the named sources and are wider than what those report: a person leaves a handful of records here, not a trace.</p>'
      : '';
  return `${note}${ranges}<table class="findings"><tr><th>${gate === 5 ? 'distribution' : 'measure'}</th><th>measured</th><th>range</th><th>what it is${gate === 5 ? ', and who published the range' : ''}</th></tr>${rows.join('')}</table>`;
}

function motifsOf({ motifs }: WorldCheck): string {
  const rows = motifs.map(({ motif, innocent, guilty }) => {
    const ratio = guilty === 0 ? 'only innocent' : `${(innocent / guilty).toFixed(1)} : 1`;
    return `<tr class="${guilty > 0 && innocent / guilty < 5 ? 'over' : ''}"><td>${escaped(motif)}</td><td class="number">${whole(innocent)}</td><td class="number">${whole(guilty)}</td><td class="number">${ratio}</td></tr>`;
  });
  return `<section><h2>Suspicious motifs, by who does them</h2><p>Gate 1 asks for five innocent ones or more for each guilty one.</p><table class="findings"><tr><th>motif</th><th>innocent</th><th>guilty</th><th>ratio</th></tr>${rows.join('')}</table></section>`;
}

function byValue(findings: readonly Finding[], of: (finding: Finding) => number): readonly Finding[] {
  return [...findings].sort((a, b) => of(b) - of(a) || (a.name < b.name ? -1 : 1));
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}

/** People on one side, by the number that most of them have a value of. */
function most(findings: readonly Finding[], side: 'positives' | 'others'): string {
  return whole(Math.max(...findings.map((finding) => finding[side] ?? 0)));
}
