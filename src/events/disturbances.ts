import { createBoundedMap } from '../kernel/bounded-map.ts';
import { port } from '../kernel/context.ts';

/** Ways in which networks and servers disturb deliveries. */
export const DISTURBANCES = ['delay', 'duplicate', 'reorder', 'drop', 'error'] as const;

/** The disturbances of the next deliveries to an endpoint. */
export interface Disturbance {
  /**
   * `delay`: each arrives later; `duplicate`: each arrives twice; `reorder`: each second one overtakes the one before it;
   * `drop`: none arrives, and each is tried again by the schedule; `error`: as if the endpoint answered 500.
   */
  readonly kind: (typeof DISTURBANCES)[number];
  /** Deliveries that it is still for. */
  readonly times: number;
  /** Seconds that a delivery is late. */
  readonly seconds: number;
}

/** The most deliveries, and the longest delay in seconds, that a disturbance is armed for. */
export const MOST_DISTURBED = 1_000;
export const LONGEST_DELAY_SECONDS = 3_600;
/** Endpoints with a disturbance. */
const MOST_ENDPOINTS = 10_000;

/** Disturbances that are armed, one for each endpoint. They are in the memory of this process. */
export interface Disturbances {
  arm(endpoint: string, disturbance: Disturbance): void;
  disarm(endpoint: string): void;
  armed(endpoint: string): Disturbance | undefined;
  /** The disturbance of the next delivery, which counts as used; undefined for none. */
  next(endpoint: string): Disturbance | undefined;
}

export const disturbancesPort = port<Disturbances>('events.disturbances');

export function createDisturbances(): Disturbances {
  const armed = createBoundedMap<string, Disturbance>({ most: MOST_ENDPOINTS });
  return {
    arm: (endpoint, disturbance) => armed.set(endpoint, disturbance),
    disarm: (endpoint) => armed.delete(endpoint),
    armed: (endpoint) => armed.get(endpoint),
    next(endpoint) {
      const found = armed.get(endpoint);
      if (!found) return undefined;
      if (found.times > 1) armed.set(endpoint, { ...found, times: found.times - 1 });
      else armed.delete(endpoint);
      return found;
    },
  };
}
