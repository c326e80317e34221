import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

async function price({ stripe }: Harness, unit_amount: number, more: Partial<Stripe.PriceCreateParams> = {}) {
  return stripe.prices.create({ currency: 'usd', unit_amount, product_data: { name: 'Image bank' }, ...more });
}

const monthly = (harness: Harness, amount: number) => price(harness, amount, { recurring: { interval: 'month' } });

async function read({ florin }: Harness, path: string) {
  const answer = await florin.fetch(`http://127.0.0.1:12111${path}`, {
    headers: { authorization: 'Bearer sk_test_harness' },
  });
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

async function buyer({ stripe }: Harness, card = 'tok_visa') {
  const customer = await stripe.customers.create({ email: 'jenny@example.com', source: card });
  return customer;
}

test('a quote for a subscription is numbered when it is finalized, and subscribes when it is accepted', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const customer = await buyer(harness);
    const quote = await stripe.quotes.create({
      customer: customer.id,
      line_items: [
        { price: (await monthly(harness, 4_500)).id, quantity: 2 },
        { price: (await price(harness, 1_000)).id },
      ],
      subscription_data: { metadata: { from: 'quote' }, description: 'Images' },
    });
    expect(quote).toMatchObject({
      amount_subtotal: 10_000,
      amount_total: 10_000,
      computed: {
        recurring: { amount_total: 9_000, interval: 'month', interval_count: 1 },
        upfront: { amount_total: 10_000 },
      },
      currency: 'usd',
      number: null,
      status: 'draft',
    });
    await expect(stripe.quotes.accept(quote.id)).rejects.toMatchObject({ code: 'status_transition_invalid' });
    const open = await stripe.quotes.finalizeQuote(quote.id);
    expect(open).toMatchObject({ number: `QT-${customer.invoice_prefix}-0001-1`, status: 'open' });
    await expect(stripe.quotes.update(quote.id, { header: 'x' })).rejects.toMatchObject({ param: 'header' });
    const { headers, bytes } = await read(harness, `/v1/quotes/${quote.id}/pdf`);
    expect([headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    const { data: items } = await stripe.quotes.listLineItems(quote.id);
    expect(items.map(({ quantity, amount_total }) => [quantity, amount_total])).toEqual([
      [2, 9_000],
      [1, 1_000],
    ]);
    const accepted = await stripe.quotes.accept(quote.id, { expand: ['subscription', 'invoice'] });
    expect(accepted).toMatchObject({
      status: 'accepted',
      subscription: { status: 'active', metadata: { from: 'quote' }, description: 'Images' },
      invoice: { status: 'draft', total: 10_000, billing_reason: 'subscription_create' },
    });
    await florin.advance('2h');
    const { id } = accepted.invoice as Stripe.Invoice;
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: 'paid', amount_paid: 10_000 });
    const types = await harness.eventTypes();
    expect(types.filter((type) => type.startsWith('quote.'))).toEqual([
      'quote.created',
      'quote.finalized',
      'quote.accepted',
    ]);
  }));

test('a quote of one-time prices makes an invoice, with its discounts and taxes', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const { id: customer } = await buyer(harness);
    const coupon = await stripe.coupons.create({ percent_off: 20 });
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 10, inclusive: false });
    const quote = await stripe.quotes.create({
      customer,
      line_items: [{ price: (await price(harness, 10_000)).id }],
      default_tax_rates: [vat.id],
      discounts: [{ coupon: coupon.id }],
      collection_method: 'send_invoice',
      invoice_settings: { days_until_due: 14, footer: 'Thanks' },
    });
    expect(quote).toMatchObject({
      amount_subtotal: 10_000,
      amount_total: 8_800,
      computed: { recurring: null },
      total_details: { amount_discount: 2_000, amount_tax: 800 },
    });
    await stripe.quotes.finalizeQuote(quote.id);
    const accepted = await stripe.quotes.accept(quote.id, { expand: ['invoice'] });
    expect(accepted.subscription).toBe(null);
    expect(accepted.invoice).toMatchObject({
      billing_reason: 'quote_accept',
      footer: 'Thanks',
      parent: { type: 'quote_details', quote_details: { quote: quote.id } },
      status: 'draft',
      total: 8_800,
    });
    await florin.advance('2h');
    const { id } = accepted.invoice as Stripe.Invoice;
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: 'open', amount_due: 8_800 });
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
  }));

test('a trial, a later day, and a revision of a quote', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const { id: customer, invoice_prefix: prefix } = await buyer(harness);
    const line_items = [{ price: (await monthly(harness, 3_000)).id }];
    const trial = await stripe.quotes.create({ customer, line_items, subscription_data: { trial_period_days: 7 } });
    expect(trial).toMatchObject({ amount_total: 0, computed: { recurring: { amount_total: 3_000 } } });
    await stripe.quotes.finalizeQuote(trial.id);
    const started = await stripe.quotes.accept(trial.id, { expand: ['subscription'] });
    expect(started.subscription).toMatchObject({ status: 'trialing' });

    const later = Math.floor(harness.clock.now() / 1000) + 10 * 86_400;
    const quote = await stripe.quotes.create({ customer, line_items, subscription_data: { effective_date: later } });
    await stripe.quotes.finalizeQuote(quote.id);
    const revision = await stripe.quotes.create({ from_quote: { quote: quote.id, is_revision: true } });
    const items = await stripe.quotes.listLineItems(revision.id);
    await stripe.quotes.update(revision.id, { line_items: [{ id: items.data[0]?.id ?? '', quantity: 3 }] });
    const revised = await stripe.quotes.finalizeQuote(revision.id);
    expect(revised).toMatchObject({ amount_total: 9_000, number: `QT-${prefix}-0002-2` });
    expect((await stripe.quotes.retrieve(quote.id)).status).toBe('canceled');
    const accepted = await stripe.quotes.accept(revision.id);
    expect(accepted).toMatchObject({ subscription: null, subscription_schedule: expect.stringMatching(/^sub_sched_/) });
    await florin.advance('11d');
    const { data } = await stripe.subscriptions.list({ customer });
    expect(data.map(({ items: { data: of } }) => of[0]?.quantity)).toContain(3);
  }));

test('an open quote expires, and is canceled', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const { id: customer } = await buyer(harness);
    const quote = await stripe.quotes.create({ customer, line_items: [{ price: (await price(harness, 500)).id }] });
    await stripe.quotes.finalizeQuote(quote.id);
    await florin.advance('31d');
    expect((await stripe.quotes.list({ status: 'canceled' })).data.map(({ id }) => id)).toEqual([quote.id]);
    await expect(stripe.quotes.cancel(quote.id)).rejects.toMatchObject({ code: 'status_transition_invalid' });
    await expect(stripe.quotes.create({ customer, on_behalf_of: 'acct_none' })).rejects.toMatchObject({
      param: 'on_behalf_of',
    });
    const empty = await stripe.quotes.create();
    await expect(stripe.quotes.finalizeQuote(empty.id)).rejects.toMatchObject({ param: 'customer' });
    await stripe.quotes.update(empty.id, { customer });
    await expect(stripe.quotes.finalizeQuote(empty.id)).rejects.toMatchObject({ param: 'line_items' });
    expect((await stripe.quotes.cancel(empty.id)).status).toBe('canceled');
  }));
