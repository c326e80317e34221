import { text } from '../contract/shape.ts';
import { parseSpan } from '../kernel/clock.ts';
import { port } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { ownOperation } from '../kernel/operation.ts';

/** Advances a world's clock by milliseconds and runs timers that become due. Returns the new world time in ms. */
export const advancePort = port<(world: string, byMs: number) => Promise<number>>('timers.advance');

/** The longest that a clock is moved at once: ten years. */
const LONGEST_ADVANCE_MS = 10 * 365 * 86_400_000;

/** Moves the clock of the caller's world forward by a span such as `5m`. */
export const advanceClock = ownOperation(
  'POST /_florin/clock/advance',
  { by: text },
  async ({ work, use }, { by }) => {
    const ms = by === undefined ? undefined : parseSpan(by);
    if (ms === undefined || ms > LONGEST_ADVANCE_MS) {
      throw invalidRequest(
        'The time to advance the clock by is invalid. Use by=5m, by=24h or by=30d; ten years at most.',
        {
          param: 'by',
        },
      );
    }
    const nowMs = await use(advancePort)(work.world, ms);
    return { object: 'florin.clock', account: work.world, now: Math.floor(nowMs / 1000) };
  },
  { isKeyless: true },
);
