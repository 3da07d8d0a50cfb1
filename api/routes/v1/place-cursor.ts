import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ProblemError } from '../../problem-error.ts';

const Place = Type.Object(
  {
    value: Type.Number(),
    id: Type.String({ minLength: 1, maxLength: 64 }),
    of: Type.String({ minLength: 16, maxLength: 16 }),
  },
  { additionalProperties: false },
);
type Place = Static<typeof Place>;

/** A place in an ordered list, and a print of the question it belongs to. */
export function encodePlace({ value, id }: Pick<Place, 'value' | 'id'>, question: unknown): string {
  return Buffer.from(JSON.stringify({ value, id, of: printOf(question) })).toString('base64url');
}

/** @throws ProblemError invalid_cursor for anything but a cursor of the same question */
export function decodePlace(cursor: string, question: unknown): Pick<Place, 'value' | 'id'> {
  const place = parse(cursor);
  if (!Value.Check(Place, place) || place.of !== printOf(question)) throw new ProblemError('invalid_cursor');
  return { value: place.value, id: place.id };
}

function printOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
