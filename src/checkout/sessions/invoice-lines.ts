import type { LineTerms } from '../../billing/drafts/type.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import type { Priced } from './pricing.ts';

/** The lines of an invoice that bills an order once. `now` is in seconds since epoch. */
export function invoiceLines({ lines }: Priced, currency: string, now: number): LineTerms[] {
  return lines
    .filter(({ line }) => line.quantity > 0)
    .map(({ line, price, product, rates, totals }) => ({
      amount: totals.amount_subtotal,
      description: product.name,
      period: { start: now, end: now },
      quantity: line.quantity,
      pricing: {
        price_details: { price: price.id, product: product.id },
        type: 'price_details',
        unit_amount_decimal: priceTerms(price, currency)?.unit_amount_decimal ?? null,
      },
      parent: null,
      taxRates: rates.length > 0 ? rates.map(({ id }) => id) : null,
      metadata: line.metadata,
    }));
}
