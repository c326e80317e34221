import { thinEvents } from '../../events/thin-events/type.ts';
import type { Context } from '../../kernel/context.ts';
import { isoMoment } from '../../shared/calendar.ts';
import type { EventFault } from './fault.ts';

/** A fault, and the event that has it. */
export interface FaultOf {
  readonly identifier: string;
  readonly fault: EventFault;
}

/** Events of each kind of fault that a report shows. */
const MOST_SAMPLES = 5;

/**
 * Reports events that were accepted without being checked first and do not count: one thin event per meter, and one for
 * those without a meter. https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api
 */
export function reportFaults(context: Context, faults: readonly FaultOf[]): void {
  for (const [meter, found] of Map.groupBy(faults, ({ fault }) => fault.meter)) report(context, meter, found);
}

function report({ work }: Context, meter: string | null, faults: readonly FaultOf[]): void {
  const now = work.worldNow;
  const byCode = Map.groupBy(faults, ({ fault }) => fault.code);
  const error_types = [...byCode].map(([code, found]) => ({
    code,
    error_count: found.length,
    sample_errors: found.slice(0, MOST_SAMPLES).map(({ identifier, fault }) => ({
      error_message: fault.message,
      request: { identifier },
    })),
  }));
  const count = faults.length === 1 ? '1 meter event does' : `${faults.length} meter events do`;
  work.insert(thinEvents, {
    id: work.newId(thinEvents.prefix),
    object: 'thin_event',
    type: meter === null ? 'v1.billing.meter.no_meter_found' : 'v1.billing.meter.error_report_triggered',
    created: now,
    data: {
      developer_message_summary: `${count} not count: ${[...byCode.keys()].join(', ')}.`,
      reason: { error_count: faults.length, error_types },
      validation_end: isoMoment(now),
      validation_start: isoMoment(now),
    },
    related: meter === null ? null : { id: meter, type: 'billing.meter', url: `/v1/billing/meters/${meter}` },
  });
}
