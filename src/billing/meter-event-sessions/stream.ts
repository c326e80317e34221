import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { followUsage } from '../alerts/trigger.ts';
import { checkIdentifier } from '../meter-events/create.ts';
import { readMoment } from '../meter-events/moment.ts';
import { readEvent } from '../meter-events/read.ts';
import { type FaultOf, reportFaults } from '../meter-events/report.ts';
import { watchThresholds } from '../subscriptions/thresholds.ts';
import { isRecorded, type NewUsage, recordUsage } from '../usage/record.ts';
import { usageEvents } from '../usage/type.ts';
import { requireSession } from './create.ts';

/** Events of one request: https://docs.stripe.com/api/v2/billing/meter-event-stream/create */
const MOST_EVENTS = 100;

/**
 * Accepts events in bulk. What is wrong with single ones is reported by an event of its meter; those with an identifier that was
 * used before are left out.
 */
export const streamEvents = operation(
  'POST /v2/billing/meter_event_stream',
  async (context, { events }) => {
    const session = await requireSession(context);
    if (events.length > MOST_EVENTS) {
      throw invalidRequest(`A request can have at most ${MOST_EVENTS} events.`, { param: 'events' });
    }
    const accepted = new Map<string, NewUsage>();
    const faults: FaultOf[] = [];
    for (const event of events) {
      const identifier = checkIdentifier(event.identifier) ?? context.work.newId(usageEvents.prefix);
      if (accepted.has(identifier) || (await isRecorded(context, identifier))) continue;
      const { usage: counted, fault } = await readEvent(context, {
        ...event,
        identifier,
        timestamp: readMoment(event.timestamp),
      });
      if (counted) accepted.set(identifier, counted);
      else faults.push({ identifier, fault });
    }
    const usage = [...accepted.values()];
    await recordUsage(context, usage);
    await followUsage(context, usage);
    await watchThresholds(context, usage);
    await reportFaults(context, session, faults);
    return {};
  },
  { access: 'page', forPages: 'all' },
);
