import { classShares } from '../../kernel/prevalence.ts';
import { scoreRole } from '../score.ts';
import type { Model, ModelRole } from '../types.ts';
import type { LocalCases } from './types.ts';

/** A prior is believed to lie within this factor of what the model expects without any correction. */
const widest = 4;

/**
 * Share of a role among the candidates: the share at which the model's calibrated probabilities, moved to it, average to
 * it (Saerens, Latinne & Decaestecker 2002), held within a factor of four of their plain mean. Established people are
 * not among the candidates, so this is the share of those not yet known.
 */
export function classPriorOf(model: Model, role: ModelRole, local: LocalCases): number {
  const rows = local.candidates;
  if (rows.length === 0) return 0;
  const { score } = scoreRole(model, role, local.features, rows);
  const mean = score.reduce((sum, p) => sum + p, 0) / rows.length;
  const trained = Math.min(Math.max(model.prevalence[role], 1e-6), 0.5);
  const probabilities = new Float64Array(2 * rows.length);
  for (const [i, p] of score.entries()) {
    probabilities[2 * i] = 1 - p;
    probabilities[2 * i + 1] = p;
  }
  const [, share = mean] = classShares(probabilities, Float64Array.of(1 - trained, trained));
  return Math.min(Math.max(share, mean / widest, 1e-6), mean * widest, 0.5);
}
