import { InvalidArgumentError } from 'commander';

export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < min) {
      throw new InvalidArgumentError(`Expected a whole number of ${min} or more.`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return value;
}

/** A date (its whole day in UTC counts), an instant with an offset, or epoch seconds. */
export function asOfDate(text: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = Date.parse(dateOnly ? `${text}T23:59:59Z` : text);
  if (Number.isNaN(at) || !(dateOnly || zoned)) {
    throw new InvalidArgumentError('Expected a date such as 2026-03-01, an instant with an offset, or epoch seconds.');
  }
  return Math.floor(at / 1000);
}

export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
