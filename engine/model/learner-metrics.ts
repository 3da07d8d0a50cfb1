import {
  areaUnderRoc,
  averagePrecision,
  brierScore,
  calibrationError,
  descending,
  logLoss,
  wilsonInterval,
} from '../kernel/ranking-metrics.ts';
import type { LearnerMetrics } from './types.ts';

/** Quality of out-of-fold probabilities. */
export function learnerMetrics(probabilities: Float64Array, labels: Uint8Array): LearnerMetrics {
  const top = descending(probabilities).subarray(0, 50);
  let hits = 0;
  for (const row of top) hits += labels[row] as number;
  const [precisionAt50Low, precisionAt50High] = wilsonInterval(hits, top.length);
  return {
    auprc: averagePrecision(probabilities, labels),
    auroc: areaUnderRoc(probabilities, labels),
    logLoss: logLoss(probabilities, labels),
    brier: brierScore(probabilities, labels),
    ece: calibrationError(probabilities, labels),
    precisionAt50: hits / top.length,
    precisionAt50Low,
    precisionAt50High,
  };
}
