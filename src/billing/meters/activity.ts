import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { claimEventName } from './event-name.ts';
import { type Meter, meters } from './type.ts';

/** Ends a meter: it accepts no more events, and its event name is free for another. */
export const deactivateMeter = operation('POST /v1/billing/meters/{id}/deactivate', async (context, _params, path) => {
  const meter = await context.work.require(meters, path.id);
  if (meter.status === 'inactive') throw unchanged(meter);
  return change(context, meter, 'inactive', 'billing.meter.deactivated');
});

/** Makes an ended meter accept events again. Throws if another meter has its event name meanwhile. */
export const reactivateMeter = operation('POST /v1/billing/meters/{id}/reactivate', async (context, _params, path) => {
  const meter = await context.work.require(meters, path.id);
  if (meter.status === 'active') throw unchanged(meter);
  await claimEventName(context, meter.event_name, meter.id);
  return change(context, meter, 'active', 'billing.meter.reactivated');
});

function change(
  { work }: Context,
  meter: Meter,
  status: 'active' | 'inactive',
  event: 'billing.meter.deactivated' | 'billing.meter.reactivated',
): Meter {
  const changed = work.save<Meter>({
    ...meter,
    status,
    status_transitions: { deactivated_at: status === 'inactive' ? work.now : null },
    updated: work.now,
  });
  work.emit(event, changed, previousAttributes(meter, changed));
  return changed;
}

function unchanged(meter: Meter): Error {
  return invalidRequest(`The meter \`${meter.id}\` is ${meter.status} already.`);
}
