import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { type Invoice, invoices } from '../../../src/billing/invoices/type.ts';
import { BILLING_BOOKS } from '../../../src/ledger/type.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Balances of the platform's books of Billing in a currency; those that hold nothing are left out. */
async function booksOf({ florin }: Harness, currency = 'usd'): Promise<Record<string, number>> {
  const [world = ''] = florin.engine.worlds.known();
  return florin.engine.asPlatform(world, 'look', async ({ work }) => {
    const sums: Record<string, number> = {};
    for (const book of BILLING_BOOKS) {
      const row = (await work.bookBalances(book)).find((one) => one.currency === currency);
      const sum = (row?.available ?? 0) + (row?.pending ?? 0);
      if (sum !== 0) sums[book] = sum;
    }
    return sums;
  });
}

async function draftOf(
  stripe: Stripe,
  customer: string,
  amount: number,
  rest: Partial<Stripe.InvoiceCreateParams> = {},
): Promise<string> {
  const { id } = await stripe.invoices.create({ customer, currency: 'usd', ...rest });
  await stripe.invoices.addLines(id, { lines: [{ amount, description: 'Work' }] });
  return id;
}

test('an invoice with tax is in the books from its number to its refund', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa', balance: -1900 });
    expect(await booksOf(harness)).toEqual({ adjustments: -1900, customer_credit: 1900 });
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: false });
    const id = await draftOf(stripe, customer, 10_000, { default_tax_rates: [vat.id] });
    await stripe.invoices.finalizeInvoice(id);
    const open = { adjustments: -1900, revenue: 10_000, tax: 1900, receivables: -10_000 };
    expect(await booksOf(harness)).toEqual(open);
    await stripe.invoices.pay(id);
    expect(await booksOf(harness)).toEqual({ adjustments: -1900, revenue: 10_000, tax: 1900, collected: -10_000 });

    // A note returns 5,950: 2,000 as a refund, 1,000 in cash, the rest as credit.
    const [line] = (await stripe.invoices.retrieve(id)).lines.data;
    await stripe.creditNotes.create({
      invoice: id,
      lines: [{ type: 'invoice_line_item', invoice_line_item: line?.id ?? '', amount: 5000 }],
      refund_amount: 2000,
      out_of_band_amount: 1000,
      credit_amount: 2950,
    });
    expect(await booksOf(harness)).toEqual({
      adjustments: -1900,
      revenue: 5000,
      tax: 950,
      collected: -8000,
      out_of_band: 1000,
      customer_credit: 2950,
    });
    // A refund without a note is what the merchant has yet to explain.
    const [paid] = (await stripe.invoices.retrieve(id, { expand: ['payments'] })).payments?.data ?? [];
    await stripe.refunds.create({ payment_intent: String(paid?.payment.payment_intent), amount: 300 });
    expect(await booksOf(harness)).toMatchObject({ collected: -7700, refunds: -300 });
  }));

test('an uncollectible invoice is written off until it is paid, and a void one has earned nothing', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const late = await draftOf(stripe, customer, 4000);
    await stripe.invoices.finalizeInvoice(late);
    await stripe.invoices.markUncollectible(late);
    expect(await booksOf(harness)).toEqual({ revenue: 4000, write_offs: -4000 });
    await stripe.invoices.pay(late, { paid_out_of_band: true });
    expect(await booksOf(harness)).toEqual({ revenue: 4000, out_of_band: -4000 });

    const wrong = await draftOf(stripe, customer, 700);
    await stripe.invoices.finalizeInvoice(wrong);
    await stripe.creditNotes.create({ invoice: wrong, amount: 200 });
    expect(await booksOf(harness)).toEqual({ revenue: 4500, out_of_band: -4000, receivables: -500 });
    await stripe.invoices.markUncollectible(wrong);
    await stripe.invoices.voidInvoice(wrong);
    expect(await booksOf(harness)).toEqual({ revenue: 4000, out_of_band: -4000 });
  }));

test('credits for usage pay an invoice from what was granted', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const grant = await stripe.billing.creditGrants.create({
      customer,
      amount: { type: 'monetary', monetary: { currency: 'usd', value: 900 } },
      applicability_config: { scope: { price_type: 'metered' } },
      category: 'promotional',
    });
    expect(await booksOf(harness)).toEqual({ adjustments: -900, billing_credits: 900 });
    await stripe.billing.creditGrants.voidGrant(grant.id);
    expect(await booksOf(harness)).toEqual({});
  }));

test('an invoice from before the books stays out of them', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const older = await Promise.all([1000, 2000, 3000].map((amount) => draftOf(stripe, customer, amount)));
    const [world = ''] = florin.engine.worlds.known();
    for (const [n, id] of older.entries()) {
      await florin.engine.asPlatform(world, 'finalize', async ({ work }) => {
        const draft = await work.require(invoices, id);
        work.save<Invoice>({ ...draft, status: 'open', number: `OLD-${n}` });
      });
    }
    const [cash = '', noted = '', wrong = ''] = older;
    await stripe.invoices.pay(cash, { paid_out_of_band: true });
    await stripe.creditNotes.create({ invoice: cash, amount: 500, credit_amount: 500 });
    await stripe.creditNotes.create({ invoice: noted, amount: 500 });
    await stripe.invoices.markUncollectible(noted);
    await stripe.invoices.voidInvoice(wrong);
    expect(await booksOf(harness)).toEqual({ customer_credit: 500, opening: -500 });
  }));

test('a part paid of a first invoice that expires is its customer’s credit', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Date.UTC(2027, 0, 1) / 1000 });
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
    const product = await stripe.products.create({ name: 'Seat' });
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [
        { price_data: { product: product.id, currency: 'usd', unit_amount: 5000, recurring: { interval: 'month' } } },
      ],
      payment_behavior: 'default_incomplete',
    });
    const invoice = String(subscription.latest_invoice);
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      customer,
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    await stripe.invoices.attachPayment(invoice, { payment_intent: intent.id });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: Date.UTC(2027, 0, 2) / 1000 });
    await harness.florin.settled();
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'incomplete_expired' });
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
      status: 'void',
      amount_paid: 0,
      amount_overpaid: 2000,
    });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -2000 });
    expect(await booksOf(harness)).toEqual({ collected: -2000, customer_credit: 2000 });
  }));
