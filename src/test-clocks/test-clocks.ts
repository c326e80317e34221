import type { Context } from '../kernel/context.ts';
import { operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { advanceTestClock, refuseWhileMoving, TEST_CLOCK_MOVES, testClockMoves } from './advance.ts';
import { createTestClock } from './create.ts';
import { type TestClock, testClocks } from './type.ts';

/** Deletes a clock; rooms above follow the event and delete its customers. */
async function remove({ work }: Context, clock: TestClock) {
  refuseWhileMoving(clock);
  work.emit('test_helpers.test_clock.deleted', clock);
  work.remove(clock);
  return { id: clock.id, object: clock.object, deleted: true } as const;
}

export const testClockResource = resource(testClocks, {
  collection: '/v1/test_helpers/test_clocks',
  item: '/v1/test_helpers/test_clocks/{test_clock}',
  create: createTestClock,
  retrieve: true,
  list: () => ({}),
  remove,
  operations: [
    operation(
      'POST /v1/test_helpers/test_clocks/{test_clock}/advance',
      async (context, { frozen_time: target }, path) =>
        advanceTestClock(context, await context.work.require(testClocks, path.test_clock), target),
    ),
  ],
  timers: { [TEST_CLOCK_MOVES]: testClockMoves },
});
