import type { Field } from '../../../data/schema/index.ts';
import type { TimeRule } from '../map-file.ts';
import { readTimeFormat } from '../time-format.ts';
import { zoneSteps } from '../zone.ts';
import { epochSeconds, fullMatch, replaced } from './dialect.ts';
import type { RawType } from './raw-type.ts';

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const clock = '[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?';
const offset = '(Z|[+-][0-9]{2}(:?[0-9]{2})?)';
const isoZoned = `${day}${clock}${offset}`;
/** A date, or a time without an offset, also as digits only (20240501, which would pass for a second of 1970). */
const isoLocal = `${day}(${clock})?|(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([ T]?[0-9]{4}([0-9]{2})?)?`;
const wholeNumber = '[+-]?[0-9]{1,18}';
const decimalNumber = '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?';

/** SQL that turns a raw value into the type of a field, null where it cannot. */
export function typed(field: Field, raw: string, type: RawType, time: TimeRule | undefined): string {
  switch (field.type) {
    case 'text':
    case 'enum':
      return type === 'text' ? raw : `cast(${raw} as varchar)`;
    case 'integer':
      return whole(raw, type);
    case 'number':
      return type === 'text'
        ? `case when ${fullMatch(raw, decimalNumber)} then try_cast(${raw} as double) end`
        : `cast(${raw} as double)`;
    case 'boolean':
      return type === 'boolean'
        ? raw
        : `case lower(${raw}) when 'true' then true when '1' then true when 'false' then false when '0' then false end`;
    case 'instant':
      return instant(raw, type, time);
  }
}

/** SQL that is true where a raw value is a time that lacks only its zone. */
export function lacksZone(raw: string, type: RawType): string {
  if (type === 'local') return `${raw} is not null`;
  return type === 'text' ? fullMatch(raw, isoLocal) : 'false';
}

function whole(raw: string, type: RawType): string {
  if (type === 'text') return `case when ${fullMatch(raw, wholeNumber)} then cast(${raw} as bigint) end`;
  // A nullable whole number is often written as DOUBLE.
  return type === 'float'
    ? `case when ${raw} = floor(${raw}) then try_cast(${raw} as bigint) end`
    : `try_cast(${raw} as bigint)`;
}

function instant(raw: string, type: RawType, time: TimeRule | undefined): string {
  if (type === 'zoned') return epochSeconds(raw);
  if (time !== undefined) return local(raw, type, time);
  if (type === 'local') return 'cast(null as bigint)';
  if (type !== 'text') return whole(raw, type);
  const complete = replaced(
    replaced(raw, '([T ][0-9]{2}:[0-9]{2})(Z|[+-])', '\\1:00\\2'),
    '([+-][0-9]{2})([0-9]{2})$',
    '\\1:\\2',
  );
  return `case when ${fullMatch(raw, isoZoned)} then ${epochSeconds(`coalesce(try_cast(${raw} as timestamptz), try_cast(${complete} as timestamptz))`)}
    when ${fullMatch(raw, isoLocal)} then null
    when ${fullMatch(raw, wholeNumber)} then cast(${raw} as bigint) end`;
}

function local(raw: string, type: RawType, time: TimeRule): string {
  const format = readTimeFormat(time.format);
  if (format === undefined) throw new RangeError(`time format ${time.format} was not checked`);
  const stamp =
    type === 'local'
      ? `cast(${raw} as timestamp)`
      : `case when ${fullMatch(raw, format.pattern)} then try_cast(${replaced(raw, format.pattern, format.iso)} as timestamp) end`;
  const seconds = epochSeconds(stamp);
  const steps = zoneSteps(time.zone);
  if (steps.length === 1) return `${seconds} - (${steps[0]?.offsetSeconds ?? 0})`;
  const branches = steps
    .slice(1)
    .map((step, i) => `when ${seconds} < ${step.fromLocal} then ${steps[i]?.offsetSeconds ?? 0}`);
  return `${seconds} - (case ${branches.join(' ')} else ${steps.at(-1)?.offsetSeconds ?? 0} end)`;
}
