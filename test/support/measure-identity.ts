import { join } from 'node:path';
import { type Lake, sql } from '../../engine/lake/index.ts';
import { type BCubed, bCubed } from './b-cubed.ts';
import { type Actors, type MentionName, mentionNames } from './world-actors.ts';

export interface Found {
  readonly planted: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
}

export interface IdentityMeasures {
  /** Mentions with a person, against whose name and id the office wrote down. */
  readonly persons: BCubed;
  /** The same with the mentions that show neither id nor phone, each standing alone. */
  readonly personsOfAll: BCubed;
  /** Mentions with a person, against who really acted: borrowed papers count against it. */
  readonly actors: BCubed;
  /** Planted: those of which a record names one number at least. */
  readonly successions: Found;
  readonly sharedPhones: Found;
}

const tables: Readonly<Record<MentionName, readonly [string, string]>> = {
  guest: ['stay', 'person'],
  passenger: ['leg', 'person'],
  checked: ['passage', 'person'],
  sender: ['shipment', 'sender'],
  recipient: ['shipment', 'recipient'],
};

/** A resolve result of a synthetic world against what only the world knows. */
export async function measureIdentity(
  lake: Lake,
  open: string,
  sealed: string,
  actors: Actors,
): Promise<IdentityMeasures> {
  const all = { cluster: [] as number[], written: [] as number[], acting: [] as number[] };
  for (const mention of mentionNames) {
    const [table, column] = tables[mention];
    const read = await lake.columns(
      `select cast(substr(record_id, 2) as INTEGER) as number, ${column} as person from ${sql.parquet([join(open, `${table}.parquet`)])}`,
    );
    const cluster = new Int32Array(actors.mentions[mention].length).fill(-1);
    const number = read.columns.number?.values as Int32Array;
    for (let i = 0; i < read.rows; i++)
      if (read.columns.person?.valid[i] === 1) cluster[number[i] as number] = read.columns.person.values[i] as number;
    for (const one of cluster) all.cluster.push(one);
    for (const one of actors.shown[mention]) all.written.push(one);
    for (const one of actors.mentions[mention]) all.acting.push(one);
  }
  const assigned = (truth: readonly number[]): number[] =>
    truth.map((one, i) => ((all.cluster[i] as number) < 0 ? -1 : one));
  return {
    persons: bCubed(all.cluster, assigned(all.written)),
    personsOfAll: bCubed(all.cluster, all.written),
    actors: bCubed(all.cluster, assigned(all.acting)),
    ...(await findings(lake, open, sealed, actors)),
  };
}

async function findings(lake: Lake, open: string, sealed: string, { replacements, sharedPhones }: Actors) {
  const rows = await lake.rows<{ kind: string; identifier_a: string; identifier_b: string; subject: string }>(
    `select f.kind, i.identifier_a, i.identifier_b, i.subject from ${sql.parquet([join(open, 'finding.parquet')])} f
     join ${sql.parquet([join(sealed, 'finding_identifier.parquet')])} i on i.finding = f.finding`,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const seen = await phonesInRecords(lake);
  const planted = new Set(
    replacements
      .filter(({ earlier, later }) => seen.has(earlier) || seen.has(later))
      .map(({ earlier, later }) => `p:${earlier} p:${later}`),
  );
  return {
    successions: rated(
      of('burner_succession').map((row) => `${row.identifier_a} ${row.identifier_b}`),
      planted,
    ),
    sharedPhones: rated(
      of('shared_phone').map(({ subject }) => subject.slice(2)),
      sharedPhones,
    ),
  };
}

/** A change of numbers of which no record names either cannot be shown by a record. */
async function phonesInRecords(lake: Lake): Promise<ReadonlySet<string>> {
  const read = await lake.columns(
    `select phone from src_lodging where phone is not null union select phone from src_transport where phone is not null
     union select sender_phone from src_parcel where sender_phone is not null union select recipient_phone from src_parcel where recipient_phone is not null
     union select caller from src_call union select callee from src_call`,
  );
  return new Set(read.columns.phone?.values as readonly string[]);
}

function rated(found: readonly string[], planted: ReadonlySet<string>): Found {
  const right = found.filter((one) => planted.has(one)).length;
  const share = (whole: number): number => (whole === 0 ? 0 : right / whole);
  return {
    planted: planted.size,
    found: found.length,
    right,
    precision: share(found.length),
    recall: share(planted.size),
  };
}
