import type { Engine } from '../kernel/engine.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { LAST_MOMENT_MS } from '../kernel/positions.ts';
import type { DueOfWorld } from '../kernel/storage.ts';
import type { Running } from './running.ts';

/** Concurrent notification timers. */
const MOST_TOGETHER = 256;
/** They run together when they are due within this: nothing that they plan is due sooner. */
const TOGETHER_MS = 60_000;
/** Polling interval while other processes hold timers of a world that is being advanced. */
const MOST_LOOKS_AT_OTHERS = 1_000;

/** The parts of the worker that advancing uses. */
interface AdvanceParts {
  readonly running: Running;
  /** Kinds of notification timers. */
  readonly tell: readonly string[];
  readonly leaseMs: number;
  /** Resolves when the worker has started what it is claiming just now. */
  looked(): Promise<void>;
  /** Timers of the world that the worker started since. */
  started(): number;
}

/**
 * Moves a world's clock forward by `byMs`, firing what falls due on the way in order; what slow queues hold is left to
 * the worker. Returns the new world time in ms. Throws Stripe's 400 beyond the last moment.
 */
export async function advance(engine: Engine, parts: AdvanceParts, world: string, byMs: number): Promise<number> {
  const { clock, storage, worlds } = engine;
  const { running } = parts;
  // Another process may have set the clock a moment ago: it is not set back.
  await worlds.refresh(world);
  const state = await worlds.get(world);
  const began = clock.now() + state.clockOffset;
  const target = began + byMs;
  if (target > LAST_MOMENT_MS) throw invalidRequest('Clocks end in the year 2109.', { param: 'by' });
  const together = { kinds: parts.tell, limit: MOST_TOGETHER, withinMs: TOGETHER_MS };
  /** Once all is done that was due before, what slow queues have piled up is not looked through again. */
  let after = 0;
  for (let looks = 0; looks <= MOST_LOOKS_AT_OTHERS; ) {
    await running.quickOnesEnded(world);
    const due: DueOfWorld = { clock: null, after, until: target, besides: running.slowOf(world), together };
    const now = clock.now();
    const before = parts.started();
    const timers = await storage.claimNextTimers(world, due, { now, leaseUntil: now + parts.leaseMs });
    const [first, last] = [timers[0], timers.at(-1)];
    if (first && last) {
      if (last.dueAt > now + state.clockOffset) await worlds.setClock(world, last.dueAt - now);
      if (first.dueAt > began) after = began;
      for (const timer of timers) running.start(timer);
      continue;
    }
    // The worker may have been claiming what is due at this moment; its timers come first.
    await parts.looked();
    if (parts.started() !== before) continue;
    // Timers held by other processes are waited for, with a limit.
    if (!storage.shared || (await storage.countDue(world, due)) === 0) break;
    looks++;
  }
  const offset = Math.max(state.clockOffset, target - clock.now());
  await worlds.setClock(world, offset);
  return clock.now() + offset;
}
