import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/kernel/context.ts';
import { operation } from '../../../src/kernel/operation.ts';
import { call, createManualClock, openPlatform, type Platform, run } from '../events/kit.ts';

let platform: Platform;
let account: string;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  account = await platform.openWorld('acct_locks');
});

afterEach(() => platform.close());

/** Lets all other decisions proceed as far as they can. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Checks that no two decisions hold the same object at the same time. */
function watched() {
  const inside = new Set<string>();
  const collisions: string[] = [];
  return {
    collisions,
    async workOn(...ids: string[]) {
      collisions.push(...ids.filter((id) => inside.has(id)));
      for (const id of ids) inside.add(id);
      await pause();
      for (const id of ids) inside.delete(id);
    },
  };
}

const decide = (step: (context: Context) => Promise<void>) => run(platform.engine, account, step);

function orders(ids: readonly string[]): string[][] {
  if (ids.length < 2) return [[...ids]];
  return ids.flatMap((first) => orders(ids.filter((id) => id !== first)).map((rest) => [first, ...rest]));
}

describe('locks', () => {
  it('requested by many decisions in every order are held by one decision at a time', async () => {
    const { collisions, workOn } = watched();
    const all = orders(['a', 'b', 'c', 'd']);
    let done = 0;
    await Promise.all(
      all.map((ids) =>
        decide(async ({ lock }) => {
          await lock(...ids);
          await workOn(...ids);
          done++;
        }),
      ),
    );
    expect([done, collisions]).toEqual([all.length, []]);
  });

  it('requested one after another in every order never deadlock', async () => {
    const { collisions, workOn } = watched();
    const all = orders(['a', 'b', 'c', 'd']);
    let done = 0;
    await Promise.all(
      all.map((ids) =>
        decide(async ({ lock }) => {
          for (const id of ids) {
            await lock(id);
            await pause();
          }
          await workOn(...ids);
          done++;
        }),
      ),
    );
    expect([done, collisions]).toEqual([all.length, []]);
  });

  it('of a decision and of those that it commits separately never deadlock', async () => {
    const { collisions, workOn } = watched();
    let done = 0;
    await Promise.all(
      orders(['a', 'b', 'c']).map(([first = '', second = '', third = '']) =>
        decide(async ({ lock, commitSeparately }) => {
          await lock(first);
          await pause();
          await commitSeparately(async (inner) => {
            await inner.lock(first, second);
            await pause();
            await inner.lock(third);
            await workOn(first, second, third);
          });
          await workOn(first);
          done++;
        }),
      ),
    );
    expect([done, collisions]).toEqual([6, []]);
  });

  it('that are out of order and free are taken without a second run', async () => {
    let runs = 0;
    await decide(async ({ lock }) => {
      runs++;
      await lock('b');
      await lock('a');
    });
    expect(runs).toBe(1);
  });

  it('that are out of order and taken make a decision run again, with all of its locks', async () => {
    const story: string[] = [];
    const first = decide(async ({ lock }) => {
      await lock('a');
      await pause();
      await pause();
      story.push('the first is done');
    });
    const second = decide(async ({ lock }) => {
      story.push('the second begins');
      await lock('b');
      await lock('a');
      story.push('the second has both');
    });
    await Promise.all([first, second]);
    expect(story).toEqual(['the second begins', 'the first is done', 'the second begins', 'the second has both']);
  });

  it('are released when a decision fails', async () => {
    const failing = decide(async ({ lock }) => {
      await lock('a', 'b');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    await decide(({ lock }) => lock('b', 'a'));
  });

  it('that an operation declares are held before its handler runs', async () => {
    const { collisions, workOn } = watched();
    const one = operation(
      'POST /v1/refunds/{refund}/cancel',
      async ({ work }, _params, path) => {
        await workOn(path.refund);
        throw new Error(work.world);
      },
      { lock: 'refund' },
    );
    const several = operation(
      'POST /v1/refunds',
      async ({ work }, { charge = '', payment_intent: intent = '' }) => {
        await workOn(charge, intent);
        throw new Error(work.world);
      },
      { lock: (_context, { charge = '', payment_intent: intent = '' }) => [charge, intent] },
    );
    const both = [one, several];
    const calls = ['ch_1', 'pi_1'].flatMap((refund) => [
      call(platform.engine, account, both, one.id, {}, { refund }),
      call(platform.engine, account, both, several.id, { charge: 'ch_1', payment_intent: 'pi_1' }),
      call(platform.engine, account, both, several.id, { charge: 'pi_1', payment_intent: 'ch_1' }),
    ]);
    await Promise.allSettled(calls);
    expect(collisions).toEqual([]);
  });
});
