import type { Key } from '../words/index.ts';

/** A page of the rail: who has none of the acts does not see it. */
export interface RailPage {
  readonly path: string;
  readonly words: Key;
  readonly acts: readonly string[];
}

const page = (path: string, words: Key, ...acts: readonly string[]): RailPage => Object.freeze({ path, words, acts });

export const railPages: readonly RailPage[] = Object.freeze([
  page('/queue', 'rail.queue', 'lead.list'),
  page('/network', 'rail.network', 'person.graph'),
  page('/map', 'rail.map', 'place.list', 'person.graph'),
  page('/cases', 'rail.cases', 'case.list'),
  page('/disclosures', 'rail.disclosures', 'disclosure.list'),
  page('/records', 'rail.records', 'records.correct', 'retention.preview'),
  page('/models', 'rail.models', 'model.read', 'model.train'),
  page('/integrations', 'rail.integrations', 'endpoint.list'),
  page('/staff', 'rail.staff', 'account.list'),
  page('/audit', 'rail.audit', 'audit.verify'),
]);
