import { join } from 'node:path';
import { openTruth } from '../evaluate/index.ts';
import type { Home } from '../home.ts';
import { readBatches, sourceRelation } from '../ingest/index.ts';
import { sql } from '../lake/index.ts';
import { sealedFolder } from './steps.ts';

/**
 * Makes the table `truth_person` (id_no, phone, role, lookalike, network_id, pattern, person): the keys of a truth file and
 * who they are in one resolve folder. A phone stands for whoever held it last before the date.
 */
export async function openTruthPersons(home: Home, truth: string, resolveFolder: string, asOf: number): Promise<void> {
  const { lake } = home;
  await openTruth(lake, truth);
  const personKey = join(sealedFolder(home, resolveFolder.replace(/^resolve-/, '')), 'person_key.parquet');
  const subscription = sourceRelation(home.sealedDir, readBatches(home.sealedDir))('subscription');
  await lake.run(`
    create or replace temp table truth_person as
    with person_key as (select identifier, person from ${sql.parquet([personKey])}),
    ${holderSql(subscription, asOf)}
    select t.*, coalesce(h.person, p.person) as person
    from truth t
    left join person_key p on p.identifier = coalesce('i:' || t.id_no, 'p:' || t.phone)
    left join holder h on h.phone = t.phone`);
  await lake.run('drop table truth');
}

function holderSql(subscription: string | undefined, asOf: number): string {
  if (subscription === undefined) {
    return 'holder as (select cast(null as VARCHAR) as phone, cast(null as INTEGER) as person where false)';
  }
  return `
    newest as (select phone, max(valid_from) as valid_from from ${subscription} as s where valid_from <= ${asOf} group by phone),
    holder as (
      select s.phone, min(k.person) as person from ${subscription} as s
      join newest n on n.phone = s.phone and n.valid_from = s.valid_from
      join person_key k on k.identifier = 'i:' || s.id_no group by s.phone
    )`;
}
