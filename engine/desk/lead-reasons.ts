import { type FeatureTable, featureRegistry } from '../features/index.ts';
import type { Reason, Words } from '../leads/index.ts';
import { explainRow, type Model, type ModelRole } from '../model/index.ts';

const shownMost = 5;
/** Contributions below this share of the strongest are noise to a reader. */
const shareLeast = 0.02;

const registry = new Map(featureRegistry.map((feature) => [feature.name, feature]));

export interface Explained {
  /** Calibrated probability by the model that explains; the ranking's own, unless something changed. */
  readonly score: number;
  readonly reasonsFor: readonly Reason[];
  readonly reasonsAgainst: readonly Reason[];
}

/** The strongest exact contributions to one person's score, for and against, in words. */
export function reasonsOf(model: Model, role: ModelRole, features: FeatureTable, person: number): Explained {
  const { score, byFeature } = explainRow(model, role, features, person);
  const strongest = byFeature.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const weighed = model.features
    .map((name, i) => ({ name, weight: byFeature[i] as number }))
    .filter(({ weight }) => weight !== 0 && Math.abs(weight) >= shareLeast * strongest)
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight) || (x.name < y.name ? -1 : 1));
  const inWords = ({ name, weight }: { readonly name: string; readonly weight: number }): Reason =>
    reason(name, weight, valueAt(features, name, person));
  return {
    score,
    reasonsFor: weighed
      .filter(({ weight }) => weight > 0)
      .slice(0, shownMost)
      .map(inWords),
    reasonsAgainst: weighed
      .filter(({ weight }) => weight < 0)
      .slice(0, shownMost)
      .map(inWords),
  };
}

function valueAt(features: FeatureTable, name: string, person: number): number {
  return features.columns[features.names.indexOf(name)]?.[person] ?? Number.NaN;
}

function reason(name: string, weight: number, value: number): Reason {
  const { reason: why = '', reasonZh = '', unit = '' } = registry.get(name) ?? {};
  const label = name.replaceAll('_', ' ');
  const known = Number.isNaN(value) ? undefined : String(Number(value.toPrecision(3)));
  const [up, strength] = [weight > 0, Math.abs(weight).toFixed(3)];
  return {
    feature: name,
    weight: Number(weight.toPrecision(6)),
    en: `${why} (${label}: ${known === undefined ? 'no record' : `${known} ${unit}`}; ${up ? 'raises' : 'lowers'} the score by ${strength})`,
    zh: `${reasonZh}（${label}：${known ?? '无记录'}；使得分${up ? '提高' : '降低'} ${strength}）`,
  };
}

/** What would make the lead weaker, in the words of what it stands on. */
export function whatWouldChange(reasonsFor: readonly Reason[], records: number): readonly Words[] {
  const [top] = reasonsFor;
  const facts: Words = {
    en: `If the ${records} records of the path are wrong or about somebody else, there is no lead.`,
    zh: `若路径所依据的 ${records} 条记录有误或属于他人，则线索不成立。`,
  };
  if (top === undefined) return [facts];
  const label = top.feature.replaceAll('_', ' ');
  return [
    facts,
    {
      en: `Were "${label}" as it is on average, the score would be lower by about ${top.weight.toFixed(3)}.`,
      zh: `若“${label}”处于平均水平，得分将降低约 ${top.weight.toFixed(3)}。`,
    },
  ];
}
