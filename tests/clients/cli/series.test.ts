import { expect, test } from 'vitest';
import { createCounter, createHistogram } from '../../../src/cli/observe/series.ts';

test('a counter counts by label values; one without labels exists from the start', () => {
  const named = createCounter({ name: 'asked_total', help: 'Questions.', labels: ['method', 'path'] });
  expect(named.values()).toEqual([]);
  named.inc('GET', '/a');
  named.inc('GET', '/a');
  named.inc('POST', '/b');
  expect(named.values()).toEqual([
    { value: 2, labels: { method: 'GET', path: '/a' } },
    { value: 1, labels: { method: 'POST', path: '/b' } },
  ]);
  expect(createCounter({ name: 'plain', help: 'None.' }).values()).toEqual([{ value: 0, labels: {} }]);
  const known = createCounter({ name: 'known', help: 'Some.', labels: ['outcome'] }, ['good', 'bad']);
  known.inc('bad');
  expect(known.values()).toEqual([
    { value: 0, labels: { outcome: 'good' } },
    { value: 1, labels: { outcome: 'bad' } },
  ]);
});

test('a histogram has counts by upper bound, the total count and the sum', () => {
  const took = createHistogram({ name: 'took', help: 'Seconds.', labels: ['path'] }, [0.5, 1]);
  for (const value of [0.25, 0.5, 0.75, 4]) took.observe(value, '/a');
  expect(took.values()).toEqual([
    { value: 2, labels: { path: '/a', le: 0.5 }, metricName: 'took_bucket' },
    { value: 3, labels: { path: '/a', le: 1 }, metricName: 'took_bucket' },
    { value: 4, labels: { path: '/a', le: '+Inf' }, metricName: 'took_bucket' },
    { value: 5.5, labels: { path: '/a' }, metricName: 'took_sum' },
    { value: 4, labels: { path: '/a' }, metricName: 'took_count' },
  ]);
  expect(createHistogram({ name: 'idle', help: 'None.' }, [1]).values()).toHaveLength(4);
});
