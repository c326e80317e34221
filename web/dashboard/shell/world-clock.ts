import { useGet } from '../data/use-call.ts';

/** Something that falls due on the clock. */
export interface Due {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  /** Seconds since epoch. */
  readonly at: number;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly attempt: number;
}

/** The clock of the shown world. */
export interface WorldClock {
  /** Seconds since epoch. */
  readonly now: number;
  /** Seconds that it is ahead of the real time. */
  readonly ahead: number;
  readonly due: readonly Due[];
}

const REAL: WorldClock = { now: 0, ahead: 0, due: [] };

/** The world's clock as it was read last. Its time goes on with the real one. */
export function useWorldClock(): WorldClock {
  return useGet<WorldClock>('/due', {}, ['clock', 'events']).data ?? REAL;
}

/** The world's time now, in seconds since epoch. */
export function useNow(): number {
  return Date.now() / 1000 + useWorldClock().ahead;
}
