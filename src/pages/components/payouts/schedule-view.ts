import type { Account } from '../../../accounts/type.ts';
import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { select } from '../parts.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
/** The last day of a month that every payout by month can be on; shorter months pay out on their last day. */
const LAST_DAY = 31;

const DAY_MS = 86_400_000;
/** A Monday: 5 January 1970. */
const MONDAY = 4;

/** The form with which an account's payout schedule is changed. */
export function scheduleForm({ embedded: words, locale }: Texts, { settings }: Account, path: string): Html {
  const schedule = settings?.payouts?.schedule;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const weekdays = WEEKDAYS.map((name, index) => [name, weekday.format((MONDAY + index) * DAY_MS)] as const);
  const days = Array.from({ length: LAST_DAY }, (_, index) => [String(index + 1), String(index + 1)] as const);
  const intervals = Object.entries(words.intervals) as [string, string][];
  return html`<form method="post" action="${path}/schedule" class="line">
    ${select('interval', words.schedule, intervals, schedule?.interval ?? 'daily')}
    ${select('weekly_anchor', words.weekday, weekdays, schedule?.weekly_anchor ?? 'monday', 'weekly')}
    ${select('monthly_anchor', words.dayOfMonth, days, String(schedule?.monthly_anchor ?? 1), 'monthly')}
    <button class="quiet">${words.save}</button></form>`;
}

/** The schedule that was chosen: the anchor counts that goes with the interval. */
export function chosenSchedule(field: (name: string) => string) {
  const interval = field('interval');
  switch (interval) {
    case 'weekly': {
      const anchor = WEEKDAYS.find((name) => name === field('weekly_anchor'));
      return anchor && ({ interval, weekly_anchor: anchor } as const);
    }
    case 'monthly': {
      const day = Number(field('monthly_anchor'));
      return day >= 1 && day <= LAST_DAY ? ({ interval, monthly_anchor: day } as const) : undefined;
    }
    case 'daily':
    case 'manual':
      return { interval } as const;
    default:
      return undefined;
  }
}
