import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let shop: Harness;
let stripe: Stripe;
beforeAll(async () => {
  shop = await createHarness();
  stripe = shop.stripe;
});
afterAll(() => shop.close());

async function subscribed() {
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', source: 'tok_visa' });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1000,
    recurring: { interval: 'month' },
    product_data: { name: 'Seat' },
  });
  return stripe.subscriptions.create({ customer, items: [{ price: price.id, quantity: 2 }] });
}

test('an invoice beside the cycle of a subscription bills what waits for that one alone', async () => {
  const subscription = await subscribed();
  const customer = String(subscription.customer);
  await stripe.invoiceItems.create({ customer, subscription: subscription.id, amount: 300, currency: 'usd' });
  await stripe.invoiceItems.create({ customer, amount: 50, currency: 'usd' });
  const invoice = await stripe.invoices.create({ customer, subscription: subscription.id });
  expect(invoice).toMatchObject({
    billing_reason: 'manual',
    total: 300,
    parent: { type: 'subscription_details', subscription_details: { subscription: subscription.id } },
  });
  const other = await stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' });
  expect(other.total).toBe(50);
});

test('a preview takes items that are not there yet, with a subscription or without one', async () => {
  const subscription = await subscribed();
  const customer = String(subscription.customer);
  const invoice_items = [{ amount: 250, currency: 'usd' }];
  const next = await stripe.invoices.createPreview({ subscription: subscription.id, invoice_items });
  expect(next.total).toBe(2250);
  expect((await stripe.invoiceItems.list({ customer })).data).toEqual([]);
  const { id: alone } = await stripe.customers.create({ email: 'jo@example.com' });
  const single = await stripe.invoices.createPreview({ customer: alone, invoice_items });
  expect([single.total, single.id.startsWith('upcoming_in_')]).toEqual([250, true]);
  await expect(stripe.invoices.createPreview({ customer: alone })).rejects.toMatchObject({
    code: 'invoice_upcoming_none',
  });
});
