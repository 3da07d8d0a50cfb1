import { ExcavatorError } from '../kernel/errors.ts';
import type { Forest } from '../kernel/forest.ts';
import type { Folds } from './folds.ts';
import type { JoinedSets } from './join-sets.ts';
import { scoreForests } from './threads/score.ts';
import type { Model, ModelRole } from './types.ts';

/**
 * Trees of the model that is continued, and its raw score of every row. It reads the first columns only, so its trees
 * stand in front of the new ones as they are; the rows must be of worlds that it has not seen.
 */
export function continued(
  role: ModelRole,
  parent: Model,
  sets: JoinedSets,
  folds: Folds,
  threads: number,
): { readonly members: readonly Forest[]; readonly raw: Float64Array } {
  const model = parent.roles[role];
  const differs = parent.features.findIndex((name, f) => name !== sets.names[f]);
  if (model.kind === 'constant' || model.members.length !== folds.count || differs >= 0)
    throw new ExcavatorError({
      code: 'model_not_continued',
      kind: 'usage',
      what: 'This model cannot be continued on these training sets.',
      where: `${parent.name}/${parent.version}, role ${role}`,
      got: `${model.kind === 'constant' ? 'no trees' : `${model.members.length} members`}, ${folds.count} groups of training sets${differs < 0 ? '' : `, another feature ${differs}: ${sets.names[differs] ?? 'none'}`}`,
      expected: 'as many groups as members, and the features of the model before all others',
      advice: 'Give at least five worlds, with features of this version of the engine.',
    });
  const raw = new Float64Array(sets.rows);
  const scores = scoreForests(model.members, sets.columns, Int32Array.from(raw.keys()), threads);
  for (const one of scores)
    for (let r = 0; r < raw.length; r++) raw[r] = (raw[r] as number) + (one[r] as number) / scores.length;
  return { members: model.members, raw };
}
