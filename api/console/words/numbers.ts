import type { Words } from './words.tsx';

/** The world's records are in this zone; so are the times on the page. */
const timeZone = 'Asia/Shanghai';

export function dateOf(seconds: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'short', day: 'numeric' }).format(
    seconds * 1000,
  );
}

export function timeOf(seconds: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(seconds * 1000);
}

/** Time from now on in the largest unit that says enough. */
export function spanOf(seconds: number, { t }: Words): string {
  const days = Math.floor(seconds / 86_400);
  if (days === 1) return t('days.one');
  if (days > 1) return t('days', { n: days });
  if (seconds >= 3600) return t('hours', { n: Math.floor(seconds / 3600) });
  return t('minutes', { n: Math.max(0, Math.ceil(seconds / 60)) });
}

export function shareOf(share: number | null | undefined, digits = 0): string {
  return share === null || share === undefined ? '–' : `${(share * 100).toFixed(digits)} %`;
}

/** A count that chance gives: small ones need their first digits, large ones none. */
export function expectedOf(count: number | null | undefined): string {
  if (count === null || count === undefined) return '–';
  if (count === 0) return '0';
  if (count < 0.01) return '< 0.01';
  return count < 10 ? String(Number(count.toPrecision(2))) : String(Math.round(count));
}

export function countOf(count: number, { locale }: Words): string {
  return new Intl.NumberFormat(locale).format(count);
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
