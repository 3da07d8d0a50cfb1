import { type ModelRole, modelRoles, type TrainedModel } from '../types.ts';
import type { LocalTraining } from './types.ts';

/** What the local labels of a home taught; empty for a model of labelled worlds. */
export function localSection({ local }: Pick<TrainedModel, 'local'>): string {
  if (local === null) return '';
  return `## What the local cases taught

Established people are positive, cleared people negative, everybody else unlabelled. Ways of learning are compared on
established people left out in turn: their geometric mean place among the unlabelled people left out with them.

| role | established | cleared | candidates | class prior | way kept | place before | place after | of |
|---|---|---|---|---|---|---|---|---|
${modelRoles.map((role) => row(role, local[role])).join('\n')}

${modelRoles.map((role) => `- ${local[role].notice}`).join('\n')}
${sensitivity(local)}
The table below is that of the model it continues: true roles of this home's people are not known.

`;
}

function row(role: ModelRole, one: LocalTraining): string {
  const place = (value: number | null): string => (value === null ? '-' : value.toFixed(1));
  const cells = [
    role,
    one.established,
    one.cleared,
    one.candidates,
    one.classPrior.toPrecision(2),
    one.way === null ? 'none' : `${one.way.risk}, ${one.way.groups} features`,
    place(one.placeBefore),
    place(one.placeAfter),
    one.among,
  ];
  return `| ${cells.join(' | ')} |`;
}

function sensitivity(local: Readonly<Record<ModelRole, LocalTraining>>): string {
  const lines = modelRoles.flatMap((role) =>
    local[role].sensitivity.map(
      ({ prior, place, sameTop50, meanScore }) =>
        `| ${role} | ${prior.toPrecision(2)} | ${place.toFixed(1)} | ${(100 * sameTop50).toFixed(0)} % | ${meanScore.toPrecision(2)} |`,
    ),
  );
  if (lines.length === 0) return '';
  return `
The class prior is an estimate. Half and double of it would have given:

| role | class prior | place after | first 50 the same | mean score |
|---|---|---|---|---|
${lines.join('\n')}
`;
}
