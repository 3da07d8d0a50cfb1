import { readFileSync } from 'node:fs';
import type { Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { refusal } from './codes.ts';
import { type FoundFile, noteName } from './folder.ts';
import { datasetNote, type MapFile } from './map-file.ts';
import type { BatchContent } from './types.ts';
import { isZone } from './zone.ts';

/**
 * What the data set says of itself: `dataset.json`, overruled by the map file.
 * @throws dataset_note_invalid
 */
export function readDataset(files: readonly FoundFile[], map: MapFile | undefined): BatchContent['dataset'] {
  const file = files.find(({ relative }) => relative === noteName);
  const note = { ...(file === undefined ? {} : parse(file.path)), ...map?.dataset };
  const timezone = note.timezone ?? 'Asia/Shanghai';
  if (!isZone(timezone)) {
    throw refusal('dataset_note_invalid', { where: 'timezone', got: timezone, expected: 'an IANA zone' });
  }
  return Object.freeze({
    name: note.name ?? null,
    timezone,
    warrantNotRequired: (map?.warrant ?? note.warrant) === 'none-required',
    synthetic: note.synthetic === true,
  });
}

function parse(path: string): Static<typeof datasetNote> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw refusal('dataset_note_invalid', { where: path, got: 'text that is not JSON' });
  }
  if (Check(datasetNote, value)) return value;
  const [first] = Errors(datasetNote, value);
  throw refusal('dataset_note_invalid', { where: path, got: `${first?.instancePath || '/'} ${first?.message}` });
}
