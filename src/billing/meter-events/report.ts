import type { Context } from '../../kernel/context.ts';
import { isoMoment } from '../../shared/calendar.ts';
import type { MeterEventSession } from '../meter-event-sessions/type.ts';
import { meters } from '../meters/type.ts';
import type { EventFault } from './fault.ts';

/** A fault, and the event that has it. */
export interface FaultOf {
  readonly identifier: string;
  readonly fault: EventFault;
}

/** Events of each kind of fault that a report shows. */
const MOST_SAMPLES = 5;

/**
 * Reports events of a session that do not count: one event of version 2 of the API per meter, and one for those without a
 * meter. https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api
 */
export async function reportFaults(
  { work }: Context,
  session: MeterEventSession,
  faults: readonly FaultOf[],
): Promise<void> {
  for (const [id, found] of Map.groupBy(faults, ({ fault }) => fault.meter)) {
    const report = reportOf(found, isoMoment(work.worldNow));
    if (id === null) work.emit('v1.billing.meter.no_meter_found', session, report);
    else work.emit('v1.billing.meter.error_report_triggered', await work.require(meters, id), report);
  }
}

function reportOf(faults: readonly FaultOf[], now: string) {
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
  return {
    developer_message_summary: `${count} not count: ${[...byCode.keys()].join(', ')}.`,
    reason: { error_count: faults.length, error_types },
    validation_end: now,
    validation_start: now,
  };
}
