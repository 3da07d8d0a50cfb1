import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TableName } from '../../data/schema/index.ts';
import type { Home } from '../home.ts';
import { checkMap } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';

export interface UploadShape {
  readonly table: TableName;
  readonly format: 'csv' | 'ndjson' | 'parquet';
  /** IANA name or offset; default that of the contract. */
  readonly timezone?: string;
  /** How its columns become those of the table: an entry of a map file without `file` and `table`. */
  readonly map?: Readonly<Record<string, unknown>>;
}

/** A file that came in, in a folder of its own in the sealed zone. */
export interface Upload {
  readonly folder: string;
  /** The map file to read it by. */
  readonly map?: string;
  /** SHA-256 of the bytes and of what they are said to be. */
  readonly print: string;
  drop(): void;
}

/** Records that come from elsewhere, until ingest has taken them in. No name that a sender chose becomes a path. */
export interface Uploads {
  /** @param most bytes. @throws ExcavatorError map_invalid, body_too_large, body_empty, disk_full */
  receive(bytes: AsyncIterable<Uint8Array>, shape: UploadShape, most: number, at: number): Promise<Upload>;
  /** What was answered to this account under this key. */
  answered(account: string, key: string): { readonly print: string; readonly answer: string } | undefined;
  /** Keeps an answer for thirty days. */
  keep(account: string, key: string, print: string, answer: string, at: number): void;
}

const keptSeconds = 30 * 86_400;
/** What a killed service left lying; no upload takes so long. */
const staleSeconds = 3600;

export function openUploads(home: Home): Uploads {
  const parent = join(home.sealedDir, 'uploads');
  const { database } = home.ledger;
  const find = database.prepare<[string], { print: string; answer: string }>(
    'select body as print, answer from upload where key = ?',
  );
  const insert = database.prepare<[string, string, string, number]>('insert or ignore into upload values (?, ?, ?, ?)');
  const sweepKeys = database.prepare<[number]>('delete from upload where at < ?');
  return {
    receive: async (bytes, shape, most, at) => {
      sweep(parent, at);
      const own = join(parent, randomBytes(16).toString('hex'));
      const folder = join(own, 'records');
      const drop = (): void => rmSync(own, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      try {
        const map = shape.map === undefined ? {} : { map: await writeMap(own, shape) };
        return { folder, ...map, print: await write(folder, bytes, shape, most), drop };
      } catch (error) {
        drop();
        throw shortageOr(error, 'the sealed zone');
      }
    },
    answered: (account, key) => find.get(keyOf(account, key)),
    keep: (account, key, print, answer, at) =>
      database
        .transaction(() => {
          sweepKeys.run(at - keptSeconds);
          insert.run(keyOf(account, key), print, answer, at);
        })
        .immediate(),
  };
}

/** The map is read before the first byte is taken, so that a wrong one costs nobody an upload. */
async function writeMap(dir: string, { table, format, map }: UploadShape): Promise<string> {
  const path = join(dir, 'map.json');
  writeFileSync(path, JSON.stringify({ files: [{ ...map, file: fileOf(table, format), table }] }), { mode: 0o600 });
  await checkMap(path);
  return path;
}

const fileOf = (table: TableName, format: UploadShape['format']): string => `${table}.${format}`;

async function write(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  { table, format, timezone, map }: UploadShape,
  most: number,
): Promise<string> {
  const said = [table, format, timezone ?? null, ...(map === undefined ? [] : [map])];
  const hash = createHash('sha256').update(JSON.stringify(said));
  let seen = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      seen += chunk.length;
      hash.update(chunk);
      if (seen > most) done(tooLarge(most));
      else done(null, chunk);
    },
  });
  const file = createWriteStream(join(folder, fileOf(table, format)), { flags: 'wx', mode: 0o600 });
  await pipeline(bytes, counted, file);
  if (seen === 0) throw empty();
  if (timezone !== undefined) writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ timezone }));
  return hash.digest('hex');
}

const keyOf = (account: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([account, key]))
    .digest('hex');

function sweep(parent: string, at: number): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (at - mtimeMs / 1000 > staleSeconds) rmSync(path, { recursive: true, force: true });
  }
}

function tooLarge(most: number): ExcavatorError {
  return new ExcavatorError({
    code: 'body_too_large',
    kind: 'usage',
    what: `An upload has at most ${most} bytes; nothing of it was kept.`,
    advice: 'Send the rows in several batches.',
  });
}

function empty(): ExcavatorError {
  return new ExcavatorError({
    code: 'body_empty',
    kind: 'usage',
    what: 'The upload holds nothing.',
    advice: 'Send the file as the body of the request.',
  });
}
