import { taxesOf } from '../../products/amounts/taxes.ts';
import type { Kind } from '../places/type.ts';
import { type Assessed, assess, type Sale } from './assess.ts';

/** An assessed tax with its amounts, in the smallest unit. */
export interface AssessedAmount extends Assessed {
  readonly amount: number;
  /** 0 where there is no tax for another reason than a rate of 0. */
  readonly taxable: number;
  readonly inclusive: boolean;
}

const WITHOUT_BASE = new Set([
  'customer_exempt',
  'not_collecting',
  'not_subject_to_tax',
  'not_supported',
  'product_exempt',
]);

/** Returns the taxes of an amount after discounts; it includes them if `inclusive`. Each is rounded by itself. */
export function taxAmounts(
  sale: Sale,
  item: { readonly amount: number; readonly inclusive: boolean; readonly kind: Kind; readonly currency: string },
): AssessedAmount[] {
  const assessed = assess(sale, item.kind);
  const terms = assessed.map(({ rate }, index) => ({
    id: String(index),
    percentage: Number(rate),
    inclusive: item.inclusive,
  }));
  const amounts = taxesOf(item.amount, terms, item.currency);
  return assessed.map((one, index) => ({
    ...one,
    amount: amounts[index]?.amount ?? 0,
    inclusive: item.inclusive,
    taxable: WITHOUT_BASE.has(one.reason) ? 0 : (amounts[index]?.taxable ?? 0),
  }));
}
