import { join } from 'node:path';
import type { EvaluationMetrics, RankingTruth } from '../evaluate/index.ts';
import { readFeatures } from '../features/index.ts';
import type { Home } from '../home.ts';
import type { RankingContent } from '../line/index.ts';
import { explainRow, type Model } from '../model/index.ts';
import { type Role, roles } from '../types.ts';

/** The first names of a role: what weighs there is what decides. */
const peopleExplained = 150;
const featuresShown = 12;

/** What weighs most in the first names of each role, in probability, with every person's value and share. */
export async function shapSummary(
  home: Home,
  content: RankingContent,
  model: Model,
  truth: RankingTruth,
  people: Int32Array,
): Promise<EvaluationMetrics['shap']> {
  const features = readFeatures(join(home.lakeDir, content.features, 'features.bin'));
  const ranked = Int32Array.from(truth.role.keys()).filter((r) => truth.scored[r] === 1 && truth.known[r] === 0);
  const ofRole = (role: Role): EvaluationMetrics['shap'][Role] => {
    const first = [...ranked]
      .sort((x, y) => (truth.scores[role][y] as number) - (truth.scores[role][x] as number) || x - y)
      .slice(0, peopleExplained)
      .map((r) => people[r] as number);
    const explained = first.map((person) => explainRow(model, role, features, person));
    const weight = features.names.map((_, f) =>
      explained.reduce((sum, { byFeature }) => sum + Math.abs(byFeature[f] as number), 0),
    );
    const top = [...weight.keys()].sort((x, y) => (weight[y] as number) - (weight[x] as number) || x - y);
    return top
      .slice(0, featuresShown)
      .filter((f) => (weight[f] as number) > 0)
      .map((f) => ({
        feature: features.names[f] as string,
        mean: tidy((weight[f] as number) / explained.length),
        shares: explained.map(({ byFeature }) => tidy(byFeature[f] as number)),
        places: placesOf(first.map((person) => (features.columns[f] as Float32Array)[person] as number)),
      }));
  };
  return Object.fromEntries(roles.map((role) => [role, ofRole(role)])) as EvaluationMetrics['shap'];
}

/** Where each value stands among the others, 0 to 1; null where it is missing. */
function placesOf(values: readonly number[]): readonly (number | null)[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const last = Math.max(1, sorted.length - 1);
  return values.map((value) => (Number.isNaN(value) ? null : tidy(sorted.indexOf(value) / last)));
}

function tidy(value: number): number {
  return Number(value.toPrecision(4));
}
