import type { featureRegistry } from '../../engine/index.ts';
import { code, codes, page, table } from './markdown.ts';

type Registry = typeof featureRegistry;
type Feature = Registry[number];

/** docs/generated/features.md: every column of the feature matrix, family by family. */
export function featuresPage(registry: Registry): string {
  const families = [...new Set(registry.map((feature) => feature.family))];
  return page('Features', code('engine/features/registry.ts'), [
    `${registry.length} features in ${families.length} families. A missing value means that the records do not allow it; it is not zero. Fields with the guard \`audit\` are no source of any feature.`,
    ...families.map((family) =>
      section(
        family,
        registry.filter((feature) => feature.family === family),
      ),
    ),
  ]);
}

function section(family: string, features: readonly Feature[]): string {
  const rows = features.map(({ name, unit, range, reason, reasonZh, sources }) => [
    code(name),
    unit,
    rangeWords(range),
    reason,
    reasonZh,
    codes(sources),
  ]);
  return `## ${family}\n\n${table(['feature', 'unit', 'range', 'why', '为什么', 'computed from'], rows)}`;
}

function rangeWords([low, high]: Feature['range']): string {
  if (low === null && high === null) return 'any';
  if (high === null) return `${low} or more`;
  return low === null ? `${high} or less` : `${low} to ${high}`;
}
