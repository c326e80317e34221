import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { decimalOf, formatDecimal } from '../../products/amounts/decimal.ts';
import { meters } from '../meters/type.ts';
import type { NewUsage } from '../usage/record.ts';
import { aggregateOf, NO_USAGE, withEvent } from '../usage/tally.ts';
import { type Alert, alertProgress, alerts, progressId } from './type.ts';

/** The most alerts of a meter: each is compared with every event of it. */
export const MOST_ALERTS = 25;

/** Counts recorded usage for the alerts of its meter, and emits an event for each that a customer reaches for the first time. */
export async function followUsage(context: Context, events: readonly NewUsage[]): Promise<void> {
  for (const [meter, reported] of Map.groupBy(events, (event) => event.meter)) {
    const found = await context.work.list(alerts, { by: `meter/${meter}`, limit: MOST_ALERTS });
    for (const alert of found.filter(({ status }) => status === 'active')) await count(context, alert, reported);
  }
}

async function count(context: Context, alert: Alert, events: readonly NewUsage[]): Promise<void> {
  const filter = alert.usage_threshold.filters?.[0]?.customer;
  for (const [customer, reported] of Map.groupBy(events, (event) => event.customer)) {
    if (!filter || filter === customer) await countOf(context, alert, customer, reported);
  }
}

async function countOf(context: Context, alert: Alert, customer: string, events: readonly NewUsage[]): Promise<void> {
  const { work } = context;
  const { gte, meter: id } = alert.usage_threshold;
  const progress = await work.get(alertProgress, progressId(alert.id, customer));
  if (progress?.isTriggered) return;
  const meter = await work.require(meters, id);
  const tally = events.reduce(withEvent, progress?.tally ?? NO_USAGE);
  const value = aggregateOf(meter.default_aggregation.formula, tally);
  const isTriggered = value >= decimalOf(gte);
  if (progress) work.save({ ...progress, tally, isTriggered });
  else work.insert(alertProgress, { id: progressId(alert.id, customer), object: 'alert_progress', tally, isTriggered });
  if (!isTriggered) return;
  const triggered = {
    object: 'billing.alert_triggered' as const,
    alert,
    created: events.at(-1)?.created ?? work.worldNow,
    customer,
    livemode: false,
    value: Number(formatDecimal(value)),
  };
  work.emit('billing.alert.triggered', withStorageId(alert.id, triggered));
}
