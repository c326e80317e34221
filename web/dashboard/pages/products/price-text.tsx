import { money } from '../../data/format.ts';
import type { Language } from '../../words/words.ts';
import type { Price } from './types.ts';

/** A price in words: its amount, and how often. */
export function priceText(price: Price, { words, tag }: Language): string {
  const { unit_amount: amount, unit_amount_decimal: exact, currency, recurring } = price;
  const each = amount === null ? `${exact ?? ''} ${currency.toUpperCase()}` : money(amount, currency, tag);
  if (!recurring) return each;
  return `${each} ${words.products.every(recurring.interval_count, recurring.interval)}`;
}
