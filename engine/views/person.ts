import { join } from 'node:path';
import { featureRegistry, readFeatureRow } from '../features/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { isPersonId } from '../kernel/ids.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { sql } from '../lake/index.ts';
import type { Explainer } from '../lifecycle/index.ts';
import {
  type ContactView,
  type FeatureValue,
  type PersonView,
  type Role,
  type RoleExplanation,
  type RunReport,
  roles,
} from '../types.ts';
import { publicRow, type RankingReader, rankingFolder, runOf } from './ranking.ts';

const contactsShown = 20;
const recordsShown = 50;

/** One person of the newest ranking; undefined for everybody who is not in it (oversight rule 15). */
export async function personView(
  home: Home,
  rankings: RankingReader,
  explain: Explainer,
  pseudonym: string,
): Promise<PersonView | undefined> {
  if (!isPersonId(pseudonym)) return undefined;
  const run = runOf(home, undefined);
  const { content } = rankingFolder(home, run.runId);
  const found = [];
  for (const role of roles) {
    const row = (await rankings.rows(run, role)).find(({ person }) => person === pseudonym);
    if (row !== undefined) found.push({ role, row });
  }
  const [first] = found;
  if (first === undefined) return undefined;
  const { index, hops, area_id } = first.row;
  const file = join(home.lakeDir, content.features, 'features.bin');
  const explanations = explanationsOf(explain, run, readFeatureRow(file, index).values);
  return {
    person: pseudonym,
    runId: run.runId,
    asOf: run.asOf,
    area_id,
    hops,
    explanations,
    scores: found.map(({ role, row }) => publicRow(row, role, run)),
    features: featureValues(file, index),
    contacts: await topContacts(home, content.resolve, content.contacts, index),
    notices: explanations.length > 0 ? run.notices : [...run.notices, modelGone(run.model)],
  };
}

function modelGone(label: string): string {
  return `The model ${label} of this run is not there any more, so its scores cannot be explained; run again.`;
}

/** A run may outlive its model (an update replaced it); the scores then stand without their parts, and a notice says so. */
function explanationsOf(explain: Explainer, run: RunReport, values: ArrayLike<number>): readonly RoleExplanation[] {
  try {
    return explain(run, values);
  } catch (error) {
    if (error instanceof ExcavatorError && error.code.startsWith('model_')) return [];
    throw error;
  }
}

function featureValues(file: string, index: number): readonly FeatureValue[] {
  const { names, values } = readFeatureRow(file, index);
  const known = new Map(featureRegistry.map((feature) => [feature.name, feature]));
  return names.map((name, i) => {
    const value = values[i] as number;
    const { unit = '', reason = '' } = known.get(name) ?? {};
    return { name, value: Number.isNaN(value) ? null : value, unit, reason };
  });
}

interface ContactRow {
  readonly [column: string]: string | number | null;
  readonly person: string;
  readonly channel: string;
  readonly meetings: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly records: string;
  readonly established: string | null;
}

/** The contacts with most meetings, those with established people first. */
async function topContacts(
  home: Home,
  resolved: string,
  contacts: string,
  index: number,
): Promise<readonly ContactView[]> {
  const table = (folder: string, name: string): string => sql.parquet([join(home.lakeDir, folder, `${name}.parquet`)]);
  const rows = await home.lake.rows<ContactRow>(`
    with mine as (
      select case when a = ${index} then b else a end as other, channel, meetings, first_at, last_at, records
      from ${table(contacts, 'contact')} where a = ${index} or b = ${index}
    ),
    known as (select person, min(role) as role from ${table(resolved, 'established')} where role in ('user', 'retailer', 'supplier') group by person)
    select p.pseudonym as person, m.channel, m.meetings, m.first_at, m.last_at, m.records, k.role as established
    from mine m join ${table(resolved, 'person')} p on p.person = m.other left join known k on k.person = m.other
    order by case when k.role is null then 1 else 0 end, m.meetings desc, m.other, m.channel, m.first_at, m.records limit ${contactsShown}`);
  return rows.map((row) => ({
    person: row.person,
    channel: row.channel,
    count: row.meetings,
    first: row.first_at,
    last: row.last_at,
    records: recordIdsOf(row.records).slice(0, recordsShown),
    established: row.established as Role | null,
  }));
}
