import type { Engine } from './engine.ts';
import type { ClaimedTimer } from './storage.ts';

/** Does what is due. It must end with a commit that completes the timer. */
export interface TimerHandler {
  (engine: Engine, timer: ClaimedTimer): Promise<void>;
  /** It decides nothing and only sends: several run at once, and nothing waits for slow ones. */
  readonly sends?: true;
}
