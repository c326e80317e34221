import { DAY_SECONDS } from '../kernel/clock.ts';
import { idFloor } from '../kernel/ids.ts';
import { positionsCreated } from '../kernel/positions.ts';

/** The API serves events for as long as Stripe's does: https://docs.stripe.com/api/events */
const EVENT_DAYS = 30;

/** Sorts right below the events that the API still serves. `now` is the world's time, in seconds since epoch. */
export function oldestServed(now: number): string {
  const since = Math.max(0, now - EVENT_DAYS * DAY_SECONDS);
  return idFloor('evt', (positionsCreated({ gte: since }).above ?? -1) + 1);
}
