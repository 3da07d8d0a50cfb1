import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ExcavatorError, type Fault, type IngestReport, type Upload, type UploadShape } from '../../../engine/index.ts';
import { type UploadAnswer, uploadFormats } from '../../contract/batches.ts';
import type { JobEnd } from '../../jobs/types.ts';
import { ProblemError } from '../../problem-error.ts';
import type { BatchOptions } from './batches.ts';

/** What an upload was answered, and whether it was answered before. */
interface Answered {
  readonly said: UploadAnswer;
  readonly replayed: boolean;
}

interface Shape extends Pick<UploadShape, 'table' | 'timezone'> {
  /** JSON. */
  readonly map?: string;
}
type Format = UploadShape['format'];

/** In this plugin a body is a stream of one of the formats of ingest, and nothing else. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  for (const type of Object.keys(uploadFormats))
    app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
}

/**
 * Takes an upload in: the bytes go to a folder of the sealed zone, a process of its own ingests them, and what it
 * answered is kept under the key before anybody hears of it. A failed upload leaves no key: it may be tried again.
 */
export function upload({ engine, now, jobs, batchBytes }: BatchOptions) {
  const working = new Set<string>();
  return async (request: FastifyRequest, shape: Shape, key: string): Promise<Answered> => {
    const { who } = request;
    const place = `${who.account} ${key}`;
    const format = formatOf(request, batchBytes);
    if (working.has(place)) throw keyInUse();
    working.add(place);
    try {
      const { table, timezone } = shape;
      const map = shape.map === undefined ? {} : { map: mapOf(shape.map) };
      const said: UploadShape = { table, format, ...map, ...(timezone === undefined ? {} : { timezone }) };
      // Left open when the rest is not wanted, so that the answer still reaches whoever sends; the rest is thrown away.
      const bytes = (request.body as Readable).iterator({ destroyOnReturn: false });
      const file = await engine.uploads.receive(bytes, said, batchBytes, now()).catch((error: unknown) => {
        throw error instanceof ExcavatorError && error.code === 'map_invalid' ? badMap(error.fault) : error;
      });
      try {
        return before(file, engine.uploads.answered(who.account, key)) ?? (await load(file, table, who.account, key));
      } finally {
        file.drop();
      }
    } finally {
      (request.body as Readable).resume();
      working.delete(place);
    }
  };

  async function load(file: Upload, table: UploadShape['table'], account: string, key: string): Promise<Answered> {
    const { folder, map } = file;
    jobs.start('ingest', account, now(), { folder, ...(map === undefined ? {} : { map }) });
    const said = answerOf(ingestedBy(await jobs.ended()), table);
    engine.uploads.keep(account, key, file.print, JSON.stringify(said), now());
    return { said, replayed: false };
  }
}

/** @throws ProblemError unsupported_media_type, body_too_large */
function formatOf({ headers, body }: FastifyRequest, most: number): Format {
  const [type = ''] = String(headers['content-type']).split(';', 1);
  const format = (uploadFormats as Readonly<Record<string, Format>>)[type.trim().toLowerCase()];
  const encoding = headers['content-encoding'] ?? 'identity';
  const advice = `Send ${Object.keys(uploadFormats).join(', ')}, not compressed.`;
  if (format === undefined || body === null || body === undefined || encoding !== 'identity')
    throw new ProblemError('unsupported_media_type', { advice });
  if (Number(headers['content-length'] ?? 0) > most) throw new ProblemError('body_too_large');
  return format;
}

/** @throws ProblemError invalid_request */
function mapOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const map: unknown = JSON.parse(text);
    if (typeof map === 'object' && map !== null && !Array.isArray(map)) return { ...map };
  } catch {
    // Told below.
  }
  throw badMap({ what: 'The map is no JSON object.' });
}

function badMap({ what, expected }: Pick<Fault, 'what' | 'expected'>): ProblemError {
  const detail = expected === undefined ? what : `${what} Expected: ${expected}.`;
  const advice = 'A map has rename, constants, time, recordId and ignore, as an entry of a map file has them.';
  const errors = [{ in: 'query' as const, field: 'map', message: 'does not fit' }];
  return new ProblemError('invalid_request', { detail, advice, cause: 'map_invalid', errors });
}

const columnsAdvice = 'Send the columns of the table as the contract names them, or say in map how they become it.';

function before(file: Upload, known: { readonly print: string; readonly answer: string } | undefined) {
  if (known === undefined) return undefined;
  if (known.print !== file.print) throw new ProblemError('idempotency_key_reused');
  return { said: JSON.parse(known.answer) as UploadAnswer, replayed: true };
}

/** @throws ProblemError, with the engine's own words about the file; it names what was expected, never what was found */
function ingestedBy(end: JobEnd): IngestReport {
  if (end.kind === 'done' && end.ingested !== undefined) return end.ingested;
  if (end.kind === 'failed' && end.fault !== undefined) {
    const { kind, what, expected, advice, code } = end.fault;
    if (code === 'map_invalid') throw badMap(end.fault);
    if (kind !== 'data') throw new ExcavatorError(end.fault);
    const detail = expected === undefined ? what : `${what} Expected: ${expected}.`;
    const ours = /--(map|ignore)\b/.test(advice) ? columnsAdvice : advice;
    throw new ProblemError('unprocessable_data', { detail, advice: ours, cause: code });
  }
  throw new ProblemError('unavailable', { detail: 'The load ended before it was done; nothing of it was kept.' });
}

function answerOf({ batchId, alreadyLoaded, files, total, notices }: IngestReport, table: UploadShape['table']) {
  const { seen, accepted, quarantined, duplicate, refused, codes } = total;
  return {
    batch: batchId,
    table,
    already_loaded: alreadyLoaded,
    ...{ seen, accepted, quarantined, duplicate, refused },
    codes: { ...codes },
    examples: files.flatMap(({ examples }) => examples.map((one) => ({ ...one }))),
    notices: [...notices],
  };
}

function keyInUse(): ProblemError {
  const advice = 'Wait for the answer to it, then repeat the request.';
  return new ProblemError('conflict', { detail: 'A request with this key is under way.', advice, cause: 'key_in_use' });
}
