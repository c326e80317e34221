import { expect, test } from 'vitest';
import { createRequestLog, type RequestEntry } from '../../src/events/feed.ts';
import { createRings } from '../../src/events/rings.ts';

function entry(id: string): RequestEntry {
  return {
    id,
    method: 'GET',
    path: '/v1/customers',
    status: 200,
    at: 0,
    apiVersion: '2025-08-27.basil',
    idempotencyKey: null,
    ip: null,
    errorType: null,
    errorCode: null,
  };
}

test('a world keeps its latest entries, newest first', () => {
  const rings = createRings<number>({ perWorld: 3, worlds: 10 });
  expect(rings.latest('a', 5)).toEqual([]);
  for (let i = 1; i <= 2; i++) rings.add('a', i);
  expect(rings.latest('a', 5)).toEqual([2, 1]);
  for (let i = 3; i <= 7; i++) rings.add('a', i);
  expect(rings.latest('a', 5)).toEqual([7, 6, 5]);
  expect(rings.latest('a', 2)).toEqual([7, 6]);
});

test('the world that was quiet for the longest makes room for a new one', () => {
  const rings = createRings<number>({ perWorld: 3, worlds: 2 });
  rings.add('a', 1);
  rings.add('b', 1);
  rings.add('a', 2);
  rings.add('c', 1);
  expect(['a', 'b', 'c'].map((world) => rings.latest(world, 5).length)).toEqual([2, 0, 1]);
});

test('who listens is told of its own world until it ends its subscription', () => {
  const log = createRequestLog();
  const heard: string[] = [];
  log.add('acct_a', entry('req_0'));
  const end = log.subscribe('acct_a', ({ id }) => heard.push(id));
  log.add('acct_a', entry('req_1'));
  log.add('acct_b', entry('req_2'));
  end();
  end();
  log.add('acct_a', entry('req_3'));
  expect(heard).toEqual(['req_1']);
  expect(log.latest('acct_a', 10).map(({ id }) => id)).toEqual(['req_3', 'req_1', 'req_0']);
});
