import { createRings, type Rings } from './rings.ts';

/** Deliveries kept per world, and worlds. */
const DELIVERIES_PER_WORLD = 200;
const WORLDS_WITH_DELIVERIES = 200;

/** One attempt to deliver an event, as it is shown to the merchant. */
export interface DeliveryAttempt {
  readonly event: string;
  readonly type: string;
  /** The endpoint's id, or that of a listening CLI. */
  readonly endpoint: string;
  readonly url: string;
  /** 0 for the first. */
  readonly attempt: number;
  /** The HTTP status answered; null when there was no answer. */
  readonly status: number | null;
  /** Reason of a failure without a response. */
  readonly failure: string | null;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

/** The latest deliveries of every world. */
export type DeliveryLog = Rings<DeliveryAttempt>;

export function createDeliveryLog(): DeliveryLog {
  return createRings({ perWorld: DELIVERIES_PER_WORLD, worlds: WORLDS_WITH_DELIVERIES });
}
