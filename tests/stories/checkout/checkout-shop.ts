import type Stripe from 'stripe';
import { withFlorin } from '../../support/harness.ts';
import { type Checkout, openCheckout } from './checkout.ts';

export const SUCCESS = 'https://shop.example/thanks?session_id={CHECKOUT_SESSION_ID}';

/** Form fields of a card and its owner. */
export const entered = (number: string, more: Record<string, string> = {}) => ({
  'payment_method_data[type]': 'card',
  'payment_method_data[card][number]': number,
  'payment_method_data[card][exp_month]': '12',
  'payment_method_data[card][exp_year]': '2040',
  'payment_method_data[card][cvc]': '123',
  'payment_method_data[billing_details][name]': 'Jenny Rosen',
  'payment_method_data[billing_details][email]': 'jenny@example.com',
  'payment_method_data[billing_details][address][country]': 'US',
  'payment_method_data[billing_details][address][postal_code]': '94103',
  ...more,
});
export const GOOD = '4242424242424242';
export const POOR = '4000000000009995';
export const ASKS = '4000002500003155';

export const inCheckout = (use: (checkout: Checkout) => Promise<void>) =>
  withFlorin((harness) => use(openCheckout(harness)));

export async function priceOf({ stripe }: Checkout, amount = 1500, more: Partial<Stripe.PriceCreateParams> = {}) {
  const product = await stripe.products.create({ name: 'Poster', images: ['https://shop.example/poster.png'] });
  return stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: amount, ...more });
}

/** Creates a session for two posters at 30 dollars. */
export async function sell(checkout: Checkout, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price = await priceOf(checkout);
  const { ui_mode: mode } = more;
  return checkout.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 2 }],
    ...(mode === undefined && { success_url: SUCCESS }),
    ...more,
  });
}
