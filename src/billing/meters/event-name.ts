import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type Meter, meters } from './type.ts';

/** The longest event name, in characters: https://docs.stripe.com/api/billing/meter/create */
const LONGEST_NAME = 100;

const nameOf = (eventName: string) => `billing.meter.event_name/${eventName}`;

/** The active meter of an event name; undefined if there is none. */
export async function activeMeterOf(context: Context, eventName: string): Promise<Meter | undefined> {
  const meter = await meterOf(context, eventName);
  return meter?.status === 'active' ? meter : undefined;
}

/** The meter that had an event name last, active or not. */
export async function meterOf(context: Context, eventName: string): Promise<Meter | undefined> {
  const id = await holderOf(context, nameOf(eventName));
  return id === undefined ? undefined : context.work.get(meters, id);
}

/** Reserves an event name for a meter. Throws if another active meter has it. */
export async function claimEventName(context: Context, eventName: string, owner: string): Promise<void> {
  if (eventName.trim() === '' || eventName.length > LONGEST_NAME) {
    throw invalidRequest(`An event name has between 1 and ${LONGEST_NAME} characters.`, { param: 'event_name' });
  }
  const other = await activeMeterOf(context, eventName);
  if (other !== undefined && other.id !== owner) {
    throw invalidRequest(
      `An active meter (\`${other.id}\`) already exists with the event name ${eventName}. Deactivate it, or use another event name.`,
      { param: 'event_name' },
    );
  }
  await claim(context, nameOf(eventName), owner);
}
