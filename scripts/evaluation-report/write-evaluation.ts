import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvaluationMetrics, WorldsSummary } from '../../engine/index.ts';
import { evaluationPage } from './page.ts';

/** Writes `report.html`, and `worlds.json` where there are several; returns the path of the page. Each appears whole. */
export function writeEvaluation(
  out: string,
  metrics: EvaluationMetrics,
  others: readonly EvaluationMetrics[],
  summary: WorldsSummary | undefined,
): string {
  mkdirSync(out, { recursive: true });
  if (summary !== undefined) whole(join(out, 'worlds.json'), `${JSON.stringify(summary, null, 2)}\n`);
  const page = join(out, 'report.html');
  whole(page, evaluationPage(metrics, others, summary));
  return page;
}

function whole(file: string, text: string): void {
  writeFileSync(`${file}.partial`, text);
  renameSync(`${file}.partial`, file);
}
