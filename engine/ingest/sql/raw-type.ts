/** What a column of a file holds before the contract's type is put on it. */
export type RawType = 'text' | 'integer' | 'float' | 'boolean' | 'zoned' | 'local';

const integers = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;

/** The kind of a SQL type, or undefined for those the contract cannot read (dates, blobs, lists, structs). */
export function rawTypeOf(sqlType: string): RawType | undefined {
  if (sqlType === 'VARCHAR' || sqlType.startsWith('ENUM') || sqlType === 'UUID') return 'text';
  if (integers.test(sqlType)) return 'integer';
  if (sqlType === 'DOUBLE' || sqlType === 'FLOAT' || sqlType.startsWith('DECIMAL'))
    return sqlType.endsWith('[]') ? undefined : 'float';
  if (sqlType === 'BOOLEAN') return 'boolean';
  if (sqlType === 'TIMESTAMP WITH TIME ZONE') return 'zoned';
  if (/^TIMESTAMP(_[A-Z]+)?$/.test(sqlType)) return 'local';
  return undefined;
}

const fitting: Readonly<Record<string, readonly RawType[]>> = {
  text: ['text', 'integer'],
  enum: ['text'],
  instant: ['text', 'integer', 'float', 'zoned', 'local'],
  integer: ['text', 'integer', 'float'],
  number: ['text', 'integer', 'float'],
  boolean: ['text', 'boolean'],
};

/** Whether a column of that raw type can stand for a field. A DOUBLE is no identifier: it has lost digits or gained `.0`. */
export function fits(raw: RawType, field: string): boolean {
  return fitting[field]?.includes(raw) === true;
}
