import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { openCheckout } from './checkout.ts';

const SOLD = {
  mode: 'payment' as const,
  line_items: [{ price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Tea' } }, quantity: 1 }],
  success_url: 'https://shop.example/thanks',
} satisfies Stripe.Checkout.SessionCreateParams;

function card(number: string): Record<string, string> {
  return {
    email: 'jenny@example.com',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': number,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '2034',
  };
}

it('takes no card of a brand or kind that the session does not take', () =>
  withFlorin(async (harness) => {
    const checkout = openCheckout(harness);
    const { id } = await harness.stripe.checkout.sessions.create({
      ...SOLD,
      payment_method_options: {
        card: { restrictions: { brands_blocked: ['american_express'], funding_types_blocked: ['debit'] } },
      },
    });
    for (const number of ['378282246310005', '4000056655665556']) {
      const { error } = await checkout.confirm(id, card(number));
      expect(error).toMatchObject({ type: 'card_error', decline_code: 'card_not_supported' });
    }
    await checkout.confirm(id, card('4242424242424242'));
    expect((await harness.stripe.checkout.sessions.retrieve(id)).status).toBe('complete');
  }));

it('refuses card data, which only its page collects', () =>
  withFlorin(async ({ call }) => {
    const { status, body } = await call('POST', '/v1/checkout/sessions', {
      mode: 'payment',
      success_url: SOLD.success_url,
      'payment_method_data[card][number]': '4242424242424242',
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '2034',
    });
    expect([status, body.error.param]).toEqual([501, 'payment_method_data[card]']);
  }));
