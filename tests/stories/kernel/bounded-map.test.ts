import { expect, test } from 'vitest';
import { createBoundedMap, textBytes } from '../../../src/kernel/bounded-map.ts';
import { createByteBudget } from '../../../src/kernel/byte-budget.ts';
import { cutText, endOfText } from '../../../src/kernel/cut-text.ts';

test('a bounded map deletes its oldest entries beyond its number', () => {
  const map = createBoundedMap<string, number>({ most: 2 });
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([...map.entries()]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});

test('a bounded map deletes its oldest entries beyond its bytes', () => {
  const map = createBoundedMap<string, string>({
    most: 1_000,
    mostBytes: 100,
    bytesOf: (_, value) => textBytes(value),
  });
  for (let n = 0; n < 50; n++) map.set(`k${n}`, 'x'.repeat(10));
  expect([map.size, map.bytes, [...map.keys()][0]]).toEqual([5, 100, 'k45']);
  map.set('k49', 'y');
  expect(map.bytes).toBe(82);
  map.delete('k48');
  expect([map.size, map.bytes]).toEqual([4, 62]);
  map.clear();
  expect([map.size, map.bytes]).toEqual([0, 0]);
});

test('an entry that is larger than the map is not kept', () => {
  const map = createBoundedMap<string, string>({
    most: 1_000,
    mostBytes: 100,
    bytesOf: (_, value) => textBytes(value),
  });
  map.set('small', 'x');
  map.set('large', 'x'.repeat(51));
  expect([map.size, map.bytes, map.get('large')]).toEqual([1, 2, undefined]);
});

test('a budget gives no more than it has', () => {
  const budget = createByteBudget(100);
  expect([budget.take(60), budget.take(41), budget.take(40), budget.taken]).toEqual([true, false, true, 100]);
  budget.give(60);
  expect([budget.take(60), budget.taken]).toEqual([true, 100]);
});

test('a text is cut by its characters', () => {
  expect([cutText('short', 5), cutText('longer', 5)]).toEqual(['short', 'longe']);
  expect([cutText('😀😀', 3), endOfText('😀😀', 3), endOfText('longer', 5)]).toEqual(['😀', '😀', 'onger']);
});
