import type { Engine } from './engine.ts';
import type { ClaimedTimer } from './storage.ts';

/** Runs a due timer. It must end with a commit that completes the timer. */
export interface TimerHandler {
  (engine: Engine, timer: ClaimedTimer): Promise<void>;
  /** The handler only sends, without decisions: several run concurrently, and nothing waits for slow ones. */
  readonly sends?: true;
  /** Timers of this kind do not depend on each other: those due at one moment about different subjects run concurrently. */
  readonly alike?: true;
}
