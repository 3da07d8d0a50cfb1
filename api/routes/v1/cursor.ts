import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { Role } from '../../contract/values.ts';
import { ProblemError } from '../../problem-error.ts';

const Position = Type.Object(
  {
    run: Type.String({ minLength: 1, maxLength: 128 }),
    offset: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    role: Role,
    area: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);

/** A place in one run's ranking of one role and area. */
export type Position = Readonly<Static<typeof Position>>;

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws `invalid_cursor` for anything but a cursor made for the same role and area. */
export function decodeCursor(cursor: string, wanted: Pick<Position, 'role' | 'area'>): Position {
  const position = parse(cursor);
  if (!Value.Check(Position, position) || position.role !== wanted.role || position.area !== wanted.area)
    throw new ProblemError('invalid_cursor');
  return position;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
