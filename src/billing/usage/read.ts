import type { Context } from '../../kernel/context.ts';
import { type Decimal, decimalOf } from '../../products/amounts/decimal.ts';
import type { Meter } from '../meters/type.ts';
import { aggregateOf, joined, NO_USAGE, onlyLast, withEvent } from './tally.ts';
import {
  dayId,
  HOUR_SECONDS,
  HOURS_OF_DAY,
  hourList,
  hourOf,
  type Tally,
  type UsageAccount,
  usageDays,
  usageEvents,
} from './type.ts';

/** A span of time, in seconds since epoch; its end is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Events of an hour that are read at once. */
const EVENTS_AT_ONCE = 500;

/** The usage of an hour, or of the part of it that is in the span. Hours without usage are left out. */
export interface UsageHour {
  /** Its first second. */
  readonly start: number;
  readonly tally: Tally;
}

/** Returns the usage that a customer reported to a meter in a span, aggregated by the meter's formula. */
export async function usageIn(context: Context, meter: Meter, customer: string, span: Span): Promise<Decimal> {
  const hours = await hoursIn(context, meter, customer, span);
  const total = hours.reduce((sum, { tally }) => joined(sum, tally), NO_USAGE);
  return aggregateOf(meter.default_aggregation.formula, total);
}

/**
 * Returns the usage of a customer in a span, hour by hour, oldest first. Of a meter whose events are added up by the
 * merchant, each of its windows has the latest event alone.
 */
export async function hoursIn(context: Context, meter: Meter, customer: string, span: Span): Promise<UsageHour[]> {
  const hours = await reportedIn(context, { meter: meter.id, customer }, span);
  if (meter.event_time_window === null) return hours;
  const seconds = meter.event_time_window === 'day' ? HOURS_OF_DAY * HOUR_SECONDS : HOUR_SECONDS;
  const windows = Map.groupBy(hours, ({ start }) => Math.floor(start / seconds));
  const latest = [...windows.values()].flatMap((parts) => parts.slice(-1));
  return latest.map(({ start, tally }) => ({ start, tally: onlyLast(tally) }));
}

/** Whole hours are added up already; of others the events are read. */
async function reportedIn(context: Context, account: UsageAccount, { from, to }: Span): Promise<UsageHour[]> {
  const found: UsageHour[] = [];
  if (from >= to) return found;
  for (let hour = hourOf(from); hour * HOUR_SECONDS < to; hour = nextDay(hour)) {
    const day = await context.work.get(usageDays, dayId(account, hour));
    for (const [name, whole] of Object.entries(day?.hours ?? {})) {
      const start = Number(name) * HOUR_SECONDS;
      const end = start + HOUR_SECONDS;
      if (end <= from || start >= to) continue;
      const isWhole = start >= from && end <= to;
      const tally = isWhole ? whole : await tallyOf(context, account, Number(name), (at) => at >= from && at < to);
      if (tally.count > 0) found.push({ start, tally });
    }
  }
  return found;
}

/** Adds up the events of an hour that pass. */
export async function tallyOf(
  context: Context,
  account: UsageAccount,
  hour: number,
  keep: (timestamp: number, identifier: string) => boolean,
): Promise<Tally> {
  let tally = NO_USAGE;
  const by = hourList(account, hour);
  for (let above = -1; ; ) {
    const page = { by, above, descending: false, limit: EVENTS_AT_ONCE };
    const entries = await context.work.listEntries(usageEvents, page);
    for (const { object } of entries) {
      const { id, timestamp, value } = object;
      if (keep(timestamp, id)) tally = withEvent(tally, { timestamp, value: decimalOf(value) });
    }
    const last = entries.at(-1);
    if (!last || entries.length < EVENTS_AT_ONCE) return tally;
    above = last.position;
  }
}

function nextDay(hour: number): number {
  return (Math.floor(hour / HOURS_OF_DAY) + 1) * HOURS_OF_DAY;
}
