import type { ValueRange } from './list-filter.ts';

type Numbers = number | { readonly gt?: number; readonly gte?: number; readonly lt?: number; readonly lte?: number };

/** The range of a numeric filter, with its bounds. */
export function rangeOf(numbers: Numbers | undefined): ValueRange | undefined {
  if (numbers === undefined) return undefined;
  if (typeof numbers === 'number') return { from: numbers, to: numbers };
  const { gt, gte, lt, lte } = numbers;
  const from = Math.max(gte ?? Number.MIN_SAFE_INTEGER, gt === undefined ? Number.MIN_SAFE_INTEGER : gt + 1);
  const to = Math.min(lte ?? Number.MAX_SAFE_INTEGER, lt === undefined ? Number.MAX_SAFE_INTEGER : lt - 1);
  return { from, to };
}
