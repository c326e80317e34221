import { type Context, port } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import { refuseWhileMoving } from './advance.ts';
import { clockOf } from './put-on-clock.ts';
import { testClocks } from './type.ts';

/** The longest that a request waits for a clock to arrive, in milliseconds, and how often it looks. */
const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Resolves after the next commit of this process on a world, or a moment later. */
export const nextCommitPort = port<(world: string) => Promise<void>>('test-clocks.next-commit');

/** Provides what waits for commits. */
export function installTurnstile(engine: Engine): void {
  const waiting = new Map<string, Set<() => void>>();
  engine.afterCommit(({ world }) => {
    for (const wake of waiting.get(world) ?? []) wake();
  });
  engine.provide(
    nextCommitPort,
    (world) =>
      new Promise((resolve) => {
        const waiters = waiting.get(world) ?? new Set();
        const wake = () => {
          cancel();
          waiters.delete(wake);
          if (waiters.size === 0) waiting.delete(world);
          resolve();
        };
        const cancel = engine.clock.wakeAfter(LOOK_EVERY_MS, wake);
        waiters.add(wake);
        waiting.set(world, waiters);
      }),
  );
}

/**
 * Puts a request on the test clock of the objects it names, if they are on one. While that clock is advanced the request
 * waits; Stripe refuses it at once. Throws its 429 if the clock takes longer than a minute.
 */
export async function enterClock({ work, use }: Context, ids: readonly string[], now: () => number): Promise<void> {
  for (const id of ids) {
    const clock = id.startsWith(`${testClocks.prefix}_`) ? id : await clockOf(work, id);
    if (clock === null) continue;
    const until = now() + LONGEST_WAIT_MS;
    for (;;) {
      const current = await work.peek(testClocks, clock);
      if (current?.status !== 'advancing') break;
      if (now() >= until) refuseWhileMoving(current);
      await use(nextCommitPort)(work.world);
    }
    await work.onClock(clock);
    return;
  }
}
