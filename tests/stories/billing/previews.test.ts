import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** A German seller with a price of 100 euros a month. */
async function open({ stripe }: Harness) {
  await stripe.tax.settings.update({ head_office: { address: { country: 'DE' } } });
  await stripe.tax.registrations.create({
    country: 'DE',
    country_options: { de: { type: 'standard' } },
    active_from: 'now',
  });
  const price = await stripe.prices.create({
    currency: 'eur',
    unit_amount: 10_000,
    tax_behavior: 'exclusive',
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  });
  return [{ price: price.id }];
}

const GERMAN = { country: 'DE', postal_code: '10115' };

test('shows the taxes of a visitor who is no customer yet, and keeps nothing of them', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    const items = await open(shop);
    const shown = await stripe.invoices.createPreview({
      automatic_tax: { enabled: true },
      customer_details: { address: GERMAN },
      subscription_details: { items },
    });
    expect(shown).toMatchObject({ customer: null, subtotal: 10_000, total: 11_900, customer_address: GERMAN });
    const business = await stripe.invoices.createPreview({
      automatic_tax: { enabled: true },
      customer_details: { address: GERMAN, tax_exempt: 'exempt' },
      subscription_details: { items },
    });
    expect(business.total).toBe(10_000);
    expect((await stripe.customers.list()).data).toEqual([]);
  }));

test('shows the invoice of a subscription as it would be at another address and with automatic tax', () =>
  withFlorin(async (shop) => {
    const { stripe, call } = shop;
    const items = await open(shop);
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa', address: { country: 'US' } });
    const { id: subscription } = await stripe.subscriptions.create({ customer, items });
    const params = { subscription, automatic_tax: { enabled: true }, customer_details: { address: GERMAN } };
    expect(await stripe.invoices.createPreview(params)).toMatchObject({ customer, total: 11_900 });
    const older = await call(
      'GET',
      `/v1/invoices/upcoming?subscription=${subscription}&automatic_tax[enabled]=true&customer_details[address][country]=DE`,
      '',
      { headers: { 'stripe-version': '2024-06-20' } },
    );
    expect(older.body).toMatchObject({ total: 11_900, tax: 1_900 });
    expect((await stripe.invoices.createPreview({ subscription })).total).toBe(10_000);
    expect((await stripe.customers.retrieve(customer)) as object).toMatchObject({ address: { country: 'US' } });
  }));
