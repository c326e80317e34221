import type { Entity } from '../kernel/entity.ts';
import { idOf } from '../kernel/entity.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';

/** Fields through which an object leads to the customer whose clock it is on, nearest first. */
const LEADS = ['customer', 'subscription', 'invoice', 'payment_intent', 'charge'] as const;

/** The most objects on the way to a clock: a refund, its payment, the customer. */
const MOST_STEPS = 3;

type Lead = Entity & { readonly test_clock?: string | null } & {
  readonly [Name in (typeof LEADS)[number]]?: string | { readonly id: string } | null;
};

/**
 * Puts a decision on the test clock that one of these objects lives on, if any does. Comes before the decision reads the
 * time. Returns that clock.
 */
export async function putOnClockOf(work: UnitOfWork, ids: readonly string[]): Promise<string | null> {
  for (const id of ids) {
    const clock = await clockOf(work, id);
    if (clock === null) continue;
    await work.onClock(clock);
    return clock;
  }
  return null;
}

/** The test clock that an object lives on, by its own field or that of its customer; null for the world's. */
export async function clockOf(work: UnitOfWork, id: string): Promise<string | null> {
  let next: string | null = id;
  for (let step = 0; step < MOST_STEPS && next !== null; step++) {
    const object: Lead | undefined = await work.peekAny(next);
    if (object?.test_clock) return object.test_clock;
    next = object === undefined ? null : leadOf(object);
  }
  return null;
}

function leadOf(object: Lead): string | null {
  for (const name of LEADS) {
    const id = idOf(object[name] ?? null);
    if (id !== null) return id;
  }
  return null;
}
