import { duckdbDialect as dialect } from './dialect.ts';
import type { DateOrder } from './plan.ts';
import type { Kind } from './types.ts';

/** Lower case, no accents, one blank between words, nothing but letters and digits. */
const plain = (x: string): string =>
  `trim(${dialect.replaceAll(`lower(${dialect.plainLetters(x)})`, '[^\\p{L}\\p{N}]+', ' ')})`;
const solid = (x: string): string => `replace(${plain(x)}, ' ', '')`;
const digitsOf = (x: string): string => dialect.replaceAll(x, '[^0-9]+', '');
/** Whole numbers that a spreadsheet wrote as decimals. */
const whole = (x: string): string => dialect.replaceAll(x, '\\.0+$', '');

/** The form of a value that is compared: equal forms are the same value. */
export function normalForm(kind: Kind, x: string, order: DateOrder): string {
  const form = formOf(kind, x, order);
  return `nullif(${form}, '')`;
}

function formOf(kind: Kind, x: string, order: DateOrder): string {
  switch (kind) {
    case 'given_name':
    case 'surname':
    case 'han_name':
      return solid(x);
    case 'full_name':
      return dialect.sortedWords(plain(x));
    case 'date':
      return dateForm(x, order);
    case 'postcode':
    case 'house_number':
      return `ltrim(${solid(whole(x))}, '0')`;
    case 'identifier':
      return solid(whole(x));
    case 'phone':
      return `right(${digitsOf(whole(x))}, 10)`;
    case 'email':
      return `lower(${dialect.replaceAll(x, '\\s+', '')})`;
    case 'number':
      return whole(`replace(${dialect.replaceAll(x, '\\s+', '')}, ',', '.')`);
    default:
      return plain(x);
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `yyyy-mm-dd`; what is no date stays as it is, in plain letters. */
function dateForm(x: string, order: DateOrder): string {
  const named = months.reduce(
    (text, month, i) => dialect.replaceAll(text, `${month}[a-z]*`, `-${i + 1}-`),
    `lower(${x})`,
  );
  const parts = `case when ${dialect.matches(x, '[A-Za-z]{3}')} then ${named} else ${x} end`;
  const t = `trim(${dialect.replaceAll(parts, '[^0-9]+', '-')}, '-')`;
  const iso = (pattern: string, y: number, m: number, d: number): string => {
    const group = (at: number): string => dialect.extract(t, pattern, at);
    return `${century(group(y))} || '-' || lpad(${group(m)}, 2, '0') || '-' || lpad(${group(d)}, 2, '0')`;
  };
  const compact = '^((?:1[89]|20)[0-9]{2})([0-9]{2})([0-9]{2})$';
  const compactEnd = '^([0-9]{2})([0-9]{2})((?:1[89]|20)[0-9]{2})$';
  const yearFirst = '^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})';
  const yearLast = '^([0-9]{1,2})-([0-9]{1,2})-([0-9]{4}|[0-9]{2})(?:-|$)';
  const dayFirst = iso(yearLast, 3, 2, 1);
  const monthFirst = iso(yearLast, 3, 1, 2);
  return `case when ${dialect.matches(t, compact)} then ${iso(compact, 1, 2, 3)}
    when ${dialect.matches(t, compactEnd)} then ${order === 'dmy' ? iso(compactEnd, 3, 2, 1) : iso(compactEnd, 3, 1, 2)}
    when ${dialect.matches(t, yearFirst)} then ${iso(yearFirst, 1, 2, 3)}
    when ${dialect.matches(t, yearLast)} then
      case when ${dialect.matches(x, '^[A-Za-z]')} then ${monthFirst} else ${order === 'dmy' ? dayFirst : monthFirst} end
    else ${plain(x)} end`;
}

/** Two-digit years are of 1931 to 2030. */
function century(year: string): string {
  return `case when length(${year}) = 4 then ${year} when ${year} > '30' then '19' || ${year} else '20' || ${year} end`;
}

/** Columns beside `x` that levels and keys of a kind read; computed once a distinct value. */
export function derivedColumns(kind: Kind): readonly (readonly [string, string])[] {
  switch (kind) {
    case 'given_name':
    case 'surname':
      return [['sound', soundOf('x')]];
    case 'full_name':
      return [
        ['sound', soundOf("replace(x, ' ', '')")],
        ['solid', "replace(x, ' ', '')"],
      ];
    case 'date': {
      const isDate = dialect.matches('x', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
      const part = (from: number, size: number): string =>
        `case when ${isDate} then cast(substr(x, ${from}, ${size}) as INTEGER) end`;
      return [
        ['y', part(1, 4)],
        ['m', part(6, 2)],
        ['d', part(9, 2)],
        [
          'days',
          `case when ${isDate} then ${daysFromCivil('cast(substr(x, 1, 4) as INTEGER)', 'cast(substr(x, 6, 2) as INTEGER)', 'cast(substr(x, 9, 2) as INTEGER)')} end`,
        ],
      ];
    }
    case 'email':
      return [
        ['local', dialect.extract('x', '^([^@]+)', 1)],
        ['domain', dialect.extract('x', '@(.+)$', 1)],
      ];
    case 'number':
      return [['num', 'try_cast(x as DOUBLE)']];
    default:
      return [];
  }
}

/** Days since 1970-01-01 in the Gregorian calendar, whole-number arithmetic (Hinnant 2013). */
function daysFromCivil(y: string, m: string, d: string): string {
  const year = `(case when ${m} <= 2 then ${y} - 1 else ${y} end)`;
  const month = `((${m} + 9) % 12)`;
  return `(365 * ${year} + ${year} // 4 - ${year} // 100 + ${year} // 400 + (153 * ${month} + 2) // 5 + ${d} - 719469)`;
}

/** Soundex-like code without a length limit: first letter, then classes of consonants. */
function soundOf(x: string): string {
  const coded = `translate(substr(${x}, 2), 'bfpvcgjkqsxzdtlmnraeiouhwy', '11112222222233455600000000')`;
  const once = ['1', '2', '3', '4', '5', '6'].reduce(
    (text, digit) => dialect.replaceAll(text, `${digit}+`, digit),
    coded,
  );
  return `substr(translate(${x}, 'ck', 'kk'), 1, 1) || substr(replace(${once}, '0', ''), 1, 4)`;
}
