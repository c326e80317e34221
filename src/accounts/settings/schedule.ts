import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { rulesOf } from '../requirements/country-rules.ts';

type Schedule = Stripe.Account.Settings.Payouts.Schedule;
type Given = Stripe.AccountUpdateParams.Settings.Payouts.Schedule;

/** The longest delay of payouts, in days. */
const LONGEST_DELAY = 31;
/** Days from a payment until its payout, where a country sets none. */
const USUAL_DELAY = 2;
/** The delay that is shown for an account which pays out by hand. */
const MANUAL_DELAY = 1;
const LAST_DAY = 31;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** Days that a country's payouts are delayed, at least. */
export function leastDelay(country: string): number {
  return rulesOf(country)?.delayDays ?? USUAL_DELAY;
}

/** The schedule of a new account: daily, with the least delay of its country. Standard accounts have their own. */
export function firstSchedule(country: string, type: string): Schedule {
  return { delay_days: type === 'standard' ? USUAL_DELAY : leastDelay(country), interval: 'daily' };
}

/**
 * Applies a change to a payout schedule. Throws for a delay below the country's, for an anchor that does not go with the
 * interval, and for a weekly or monthly interval without one. `under` is the path of the schedule in errors.
 */
export function withSchedule(current: Schedule, given: Given | undefined, country: string, under: string): Schedule {
  if (given === undefined) return current;
  const interval = given.interval ?? current.interval;
  checkAnchors(given, interval, under);
  const kept = interval === current.interval ? current : { delay_days: current.delay_days, interval };
  const anchored = withAnchors({ ...kept, interval }, given);
  if (interval === 'weekly' && anchored.weekly_payout_days === undefined) throw anchorMissing('weekly_anchor', under);
  if (interval === 'monthly' && anchored.monthly_payout_days === undefined)
    throw anchorMissing('monthly_anchor', under);
  return { ...anchored, delay_days: delayOf(current, given, interval, country, under) };
}

function delayOf(current: Schedule, given: Given, interval: string, country: string, under: string): number {
  const { delay_days: asked } = given;
  const least = leastDelay(country);
  if (typeof asked === 'number') {
    const lowest = Math.min(least, current.interval === 'manual' ? least : current.delay_days);
    if (asked >= lowest && asked <= LONGEST_DELAY) return interval === 'manual' ? MANUAL_DELAY : asked;
    throw invalidRequest(
      `The delay must be ${lowest} to ${LONGEST_DELAY} days for accounts in ${country}, not ${asked}. Use \`minimum\` for the shortest.`,
      { param: `${under}[delay_days]` },
    );
  }
  if (interval === 'manual') return MANUAL_DELAY;
  return asked === 'minimum' || current.interval === 'manual' ? least : current.delay_days;
}

/** The anchor parameters, and the interval that each goes with. */
const ANCHORS = {
  weekly_anchor: 'weekly',
  weekly_payout_days: 'weekly',
  monthly_anchor: 'monthly',
  monthly_payout_days: 'monthly',
} as const;

function checkAnchors(given: Given, interval: string, under: string): void {
  for (const [name, only] of Object.entries(ANCHORS)) {
    if (given[name as keyof typeof ANCHORS] === undefined || interval === only) continue;
    throw invalidRequest(`\`${name}\` can only be set when the interval is \`${only}\`, not \`${interval}\`.`, {
      param: `${under}[${name}]`,
    });
  }
  const weekdays = [...(given.weekly_payout_days ?? []), ...(given.weekly_anchor ? [given.weekly_anchor] : [])];
  for (const day of weekdays) {
    if ((WEEKDAYS as readonly string[]).includes(day)) continue;
    throw invalidRequest(`Payouts are made from Monday to Friday, not on ${day}.`, {
      param: `${under}[weekly_anchor]`,
    });
  }
  const days = [...(given.monthly_payout_days ?? []), ...(given.monthly_anchor ? [given.monthly_anchor] : [])];
  for (const day of days) {
    if (day >= 1 && day <= LAST_DAY) continue;
    throw invalidRequest(`The day of the month must be 1 to ${LAST_DAY}, not ${day}.`, {
      param: `${under}[monthly_anchor]`,
    });
  }
}

/** The older anchor is the first of the days; each is shown as the other. */
function withAnchors(schedule: Schedule, given: Given): Schedule {
  const weekly = given.weekly_payout_days ?? (given.weekly_anchor === undefined ? undefined : [given.weekly_anchor]);
  const monthly =
    given.monthly_payout_days ?? (given.monthly_anchor === undefined ? undefined : [given.monthly_anchor]);
  const [weekday] = weekly ?? [];
  const [day] = monthly ?? [];
  return {
    ...schedule,
    ...(weekly && weekday !== undefined && { weekly_anchor: weekday, weekly_payout_days: weekly }),
    ...(monthly && day !== undefined && { monthly_anchor: day, monthly_payout_days: monthly }),
  };
}

function anchorMissing(name: string, under: string): Error {
  return invalidRequest(`You must provide \`${name}\` for this interval.`, {
    code: 'parameter_missing',
    param: `${under}[${name}]`,
  });
}
