import { expect, test } from 'vitest';
import { createTurns } from '../../../src/kernel/turns.ts';

/** Work that ends when the test ends it. */
function work() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const run = (n: number) => () => {
    begun.push(n);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { begun, ends, run };
}

test('so much runs at once, the rest waits for its turn, and what is beyond the most is refused', async () => {
  const { begun, ends, run } = work();
  const turns = createTurns(2);
  const all = [1, 2, 3, 4].map((n) => turns.run(4, run(n)));
  await expect(turns.run(4, run(5))).rejects.toMatchObject({ status: 429, detail: { code: 'rate_limit' } });
  expect(begun).toEqual([1, 2]);
  ends.shift()?.();
  await all[0];
  expect(begun).toEqual([1, 2, 3]);
  for (const _ of [2, 3, 4]) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  const again = turns.run(1, run(6));
  expect(begun).toEqual([1, 2, 3, 4, 6]);
  ends.shift()?.();
  await again;
});

test('callers that may take fewer places leave some to the others', async () => {
  const { ends, run } = work();
  const turns = createTurns(1);
  const pages = [1, 2].map((n) => turns.run(2, run(n)));
  await expect(turns.run(2, run(3))).rejects.toMatchObject({ status: 429 });
  const server = turns.run(4, run(4));
  for (const running of [...pages, server]) {
    ends.shift()?.();
    await running;
  }
});

test('work that fails ends its turn', async () => {
  const turns = createTurns(1);
  await expect(turns.run(1, () => Promise.reject(new Error('full disk')))).rejects.toThrow('full disk');
  expect(await turns.run(1, async () => 'done')).toBe('done');
});
