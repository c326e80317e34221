import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { followUsage } from '../alerts/trigger.ts';
import { watchThresholds } from '../subscriptions/thresholds.ts';
import { isRecorded, recordUsage } from '../usage/record.ts';
import { usageEvents } from '../usage/type.ts';
import { readEvent, type SentEvent } from './read.ts';

/** The longest identifier, in characters: https://docs.stripe.com/api/billing/meter-event/create */
const LONGEST_IDENTIFIER = 100;

/** Records one event. Throws for one that does not count, and for an identifier that was used before. */
export async function createEvent(context: Context, given: Omit<SentEvent, 'identifier'> & { identifier?: string }) {
  const { work } = context;
  const identifier = checkIdentifier(given.identifier) ?? work.newId(usageEvents.prefix);
  if (await isRecorded(context, identifier)) {
    throw invalidRequest(`An event already exists with identifier ${identifier}.`, { param: 'identifier' });
  }
  const { usage, fault, now } = await readEvent(context, { ...given, identifier });
  if (fault) throw invalidRequest(fault.message, { param: fault.param });
  await recordUsage(context, [usage]);
  await followUsage(context, [usage]);
  await watchThresholds(context, [usage]);
  return {
    created: now,
    event_name: given.event_name,
    identifier,
    livemode: false,
    payload: given.payload,
    timestamp: usage.timestamp,
  };
}

/** An identifier that is neither empty nor too long, if one is given. */
export function checkIdentifier(identifier: string | undefined): string | undefined {
  if (identifier === undefined) return undefined;
  if (identifier.trim() !== '' && identifier.length <= LONGEST_IDENTIFIER) return identifier;
  throw invalidRequest(`An identifier has between 1 and ${LONGEST_IDENTIFIER} characters.`, { param: 'identifier' });
}

const createMeterEvent = operation('POST /v1/billing/meter_events', async (context, params) => ({
  object: 'billing.meter_event' as const,
  ...(await createEvent(context, params)),
}));

export const meterEventResource = view('billing.meter_event', { operations: [createMeterEvent] });
