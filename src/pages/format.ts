import { decimals } from '../shared/currencies.ts';

/** An amount in the currency's smallest unit, as `€10.99`. Locales are BCP 47 tags. */
export function amountText(amount: number, currency: string, locale: string): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** The time of day, as `12:05 UTC`: the server does not have the reader's time zone. */
export function timeText(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(ms);
}

/** The day, as `January 5, 2026`. */
export function dayText(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(ms);
}

/** For the `datetime` attribute, as `2026-01-05T12:05:00Z`. */
export function machineTime(ms: number): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' });
  return `${parts.format(ms).replace(' ', 'T')}Z`;
}

/** A span rounded up to whole minutes, as `5 minutes`. */
export function minutesText(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes);
}
