import type Stripe from 'stripe';
import type { OwnTax } from '../invoices/type.ts';

type Given = Pick<Stripe.InvoiceItemCreateParams, 'tax_behavior' | 'tax_code'>;

/** The tax code and behavior of an item after a request; undefined for those of its product and price. */
export function ownTax(given: Given, present?: OwnTax): OwnTax | undefined {
  const code = given.tax_code === undefined ? present?.code : given.tax_code || undefined;
  const behavior = given.tax_behavior ?? present?.behavior;
  if (code === undefined && behavior === undefined) return undefined;
  return { ...(code !== undefined && { code }), ...(behavior !== undefined && { behavior }) };
}
