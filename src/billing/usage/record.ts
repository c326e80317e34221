import type { Context } from '../../kernel/context.ts';
import { formatDecimal } from '../../products/amounts/decimal.ts';
import { NO_USAGE, type Reported, withEvent } from './tally.ts';
import {
  dayId,
  hourOf,
  type Tally,
  type UsageAccount,
  type UsageDay,
  type UsageEvent,
  usageDays,
  usageEvents,
} from './type.ts';

/** Usage to be recorded. */
export interface NewUsage extends UsageAccount, Reported {
  readonly identifier: string;
  readonly created: number;
}

/** True if an event with the identifier was accepted before. Of two requests with one identifier, one sees the other. */
export async function isRecorded({ work }: Context, identifier: string): Promise<boolean> {
  return (await work.get(usageEvents, identifier)) !== undefined;
}

/**
 * Records events that are not recorded yet, and adds them to their days. Days are locked: requests that report for one
 * customer at the same time wait for each other instead of running again.
 */
export async function recordUsage(context: Context, events: readonly NewUsage[]): Promise<void> {
  const { work } = context;
  await context.lock(...events.map((event) => dayId(event, hourOf(event.timestamp))));
  for (const event of events) {
    const { identifier: id, meter, customer, timestamp, created } = event;
    const value = formatDecimal(event.value);
    work.insert(usageEvents, { id, object: 'usage_event', meter, customer, timestamp, value, created });
  }
  const byDay = Map.groupBy(events, (event) => dayId(event, hourOf(event.timestamp)));
  for (const [id, added] of byDay) {
    const day = await work.get(usageDays, id);
    const hours: Record<number, Tally> = { ...day?.hours };
    for (const event of added) {
      const hour = hourOf(event.timestamp);
      hours[hour] = withEvent(hours[hour] ?? NO_USAGE, event);
    }
    const changed: UsageDay = { id, object: 'usage_day', hours };
    if (day) work.save(changed);
    else work.insert(usageDays, changed);
  }
}

/** Cancels an event, which then never counted. The hour it was in is added up again. */
export async function cancelUsage(context: Context, event: UsageEvent, rest: Tally): Promise<void> {
  const { work } = context;
  const hour = hourOf(event.timestamp);
  const day = await work.require(usageDays, dayId(event, hour));
  const { [hour]: _, ...others } = day.hours;
  work.save<UsageEvent>({ ...event, canceled: true });
  work.save<UsageDay>({ ...day, hours: rest.count === 0 ? others : { ...others, [hour]: rest } });
}
