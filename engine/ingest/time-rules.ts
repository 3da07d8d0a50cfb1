import type { FileRule, TimeRule } from './map-file.ts';

/** The time rules of a file as a list. */
export function timeRules(rule: FileRule | undefined): readonly TimeRule[] {
  if (rule?.time === undefined) return [];
  return Array.isArray(rule.time) ? rule.time : [rule.time];
}
