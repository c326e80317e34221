import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

test('terms of a draft take effect when it is finalized and paid', () =>
  withFlorin(async ({ stripe }) => {
    const { id: destination } = await stripe.accounts.create({ type: 'standard', country: 'US' });
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const taxId = await stripe.taxIds.create({ type: 'eu_vat', value: 'DE123456789' });
    const draft = await stripe.invoices.create({
      customer,
      currency: 'usd',
      default_payment_method: method.id,
      number: 'SPECIAL-7',
      effective_at: 1_700_000_000,
      rendering: { amount_tax_display: 'exclude_tax', pdf: { page_size: 'a4' } },
      payment_settings: {
        payment_method_types: ['card'],
        payment_method_options: { card: { request_three_d_secure: 'any' } },
      },
      statement_descriptor: 'WORKSHOP',
      account_tax_ids: [taxId.id],
      transfer_data: { destination, amount: 300 },
    });
    await stripe.invoices.addLines(draft.id, { lines: [{ amount: 1900, description: 'Work' }] });
    const open = await stripe.invoices.finalizeInvoice(draft.id, { expand: ['payments.data.payment.payment_intent'] });
    expect(open).toMatchObject({
      number: 'SPECIAL-7',
      effective_at: 1_700_000_000,
      rendering: { amount_tax_display: 'exclude_tax', pdf: { page_size: 'a4' } },
      account_tax_ids: [taxId.id],
    });
    const intent = open.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
    expect(intent).toMatchObject({
      amount: 1900,
      payment_method_types: ['card'],
      payment_method_options: { card: { request_three_d_secure: 'any' } },
      statement_descriptor_suffix: 'WORKSHOP',
      transfer_data: { destination, amount: 300 },
    });
    const { next_invoice_sequence: next } = (await stripe.customers.retrieve(customer)) as Stripe.Customer;
    expect(next).toBe(1);
  }));

test('a line that is not discountable keeps its amount', () =>
  withFlorin(async ({ stripe }) => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50 });
    const { id: customer } = await stripe.customers.create({});
    const draft = await stripe.invoices.create({ customer, currency: 'usd', discounts: [{ coupon }] });
    const lines = [{ amount: 1000, discountable: false }, { amount: 500 }];
    const priced = await stripe.invoices.addLines(draft.id, { lines });
    expect([priced.subtotal, priced.total, priced.total_discount_amounts?.[0]?.amount]).toEqual([1500, 1250, 250]);
  }));
