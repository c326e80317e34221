import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const DAY = 86_400;
const JANUARY = Date.UTC(2027, 0, 1) / 1000;
const FEBRUARY = Date.UTC(2027, 1, 1) / 1000;

/** A customer on a clock with a metered subscription at 2 cents a call. */
async function subscribed({ stripe }: Harness) {
  const { id: test_clock } = await stripe.testHelpers.testClocks.create({ frozen_time: JANUARY });
  const { id: customer } = await stripe.customers.create({ test_clock });
  const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const meter = await stripe.billing.meters.create({
    display_name: 'Calls',
    event_name: 'calls',
    default_aggregation: { formula: 'sum' },
  });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 2,
    product_data: { name: 'Call' },
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
  });
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    default_payment_method: method,
  });
  const use = (value: string, timestamp: number) =>
    stripe.billing.meterEvents.create({
      event_name: 'calls',
      payload: { stripe_customer_id: customer, value },
      timestamp,
    });
  return { test_clock, customer, price: price.id, subscription, use };
}

async function advance({ stripe, florin }: Harness, clock: string, to: number) {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
  await florin.settled();
}

async function billed({ stripe }: Harness, subscription: string): Promise<Stripe.Invoice[]> {
  return (await stripe.invoices.list({ subscription })).data.toReversed();
}

const grant = ({ stripe }: Harness, customer: string, value: number) =>
  stripe.billing.creditGrants.create({
    amount: { type: 'monetary', monetary: { currency: 'usd', value } },
    applicability_config: { scope: { price_type: 'metered' } },
    category: 'paid',
    customer,
  });

describe('a metered subscription', () => {
  test('bills the usage of a period when it is over', () =>
    withFlorin(async (shop) => {
      const { test_clock, subscription, use } = await subscribed(shop);
      await advance(shop, test_clock, JANUARY + 9 * DAY);
      await use('100', JANUARY + DAY);
      await use('255', JANUARY + 8 * DAY);
      await advance(shop, test_clock, FEBRUARY + 2 * 3600);
      const invoices = await billed(shop, subscription.id);
      expect(
        invoices.map(({ total, status, lines }) => [
          total,
          status,
          lines.data[0]?.quantity,
          lines.data[0]?.period.start,
          lines.data[0]?.period.end,
        ]),
      ).toEqual([[710, 'paid', 355, JANUARY, FEBRUARY]]);
    }));

  test('bills usage that is reported while its invoice is a draft, and none after that', () =>
    withFlorin(async (shop) => {
      const { test_clock, subscription, use } = await subscribed(shop);
      await use('100', JANUARY);
      await advance(shop, test_clock, FEBRUARY + 600);
      const [draft] = await billed(shop, subscription.id);
      expect(draft).toMatchObject({ status: 'draft', total: 200 });
      await use('50', FEBRUARY - 1);
      await use('7', FEBRUARY);
      await advance(shop, test_clock, FEBRUARY + 2 * 3600);
      await use('1', FEBRUARY - 1);
      const [invoice] = await billed(shop, subscription.id);
      expect(invoice).toMatchObject({ status: 'paid', total: 300, lines: { data: [{ quantity: 150 }] } });
      expect(invoice?.lines.data[0]?.id).toBe(draft?.lines.data[0]?.id);
      await advance(shop, test_clock, Date.UTC(2027, 2, 1) / 1000 + 2 * 3600);
      expect((await billed(shop, subscription.id))[1]).toMatchObject({ status: 'paid', total: 14 });
    }));

  test('is paid by credits first, which are used when its invoice is finalized', () =>
    withFlorin(async (shop) => {
      const { test_clock, customer, subscription, use } = await subscribed(shop);
      const first = await grant(shop, customer, 300);
      const second = await grant(shop, customer, 1000);
      await use('400', JANUARY);
      await advance(shop, test_clock, FEBRUARY);
      const [draft] = await billed(shop, subscription.id);
      expect(draft).toMatchObject({ status: 'draft', total: 800 });
      await advance(shop, test_clock, FEBRUARY + 2 * 3600);
      const [invoice] = await billed(shop, subscription.id);
      const { data } = await shop.stripe.billing.creditBalanceTransactions.list({ customer });
      const applied = data.filter(({ debit }) => debit?.type === 'credits_applied').reverse();
      expect(applied.map(({ credit_grant, debit }) => [credit_grant, debit?.amount.monetary?.value])).toEqual([
        [first.id, 300],
        [second.id, 500],
      ]);
      expect(applied[0]?.debit?.credits_applied).toEqual({
        invoice: invoice?.id,
        invoice_line_item: invoice?.lines.data[0]?.id,
      });
      const credits = applied.map(({ id, debit }) => ({
        amount: debit?.amount.monetary?.value,
        credit_balance_transaction: id,
        type: 'credit_balance_transaction',
      }));
      expect(invoice).toMatchObject({
        status: 'paid',
        subtotal: 800,
        total: 0,
        amount_due: 0,
        total_pretax_credit_amounts: credits,
      });
      expect(invoice?.lines.data[0]?.pretax_credit_amounts).toEqual(credits);
    }));

  test('gives credits back when its invoice is voided', () =>
    withFlorin(async (shop) => {
      const { stripe } = shop;
      const { test_clock, customer, subscription, use } = await subscribed(shop);
      await stripe.customers.update(customer, { email: 'jenny@example.com' });
      await stripe.subscriptions.update(subscription.id, { collection_method: 'send_invoice', days_until_due: 30 });
      const { id } = await grant(shop, customer, 300);
      await use('400', JANUARY);
      await advance(shop, test_clock, FEBRUARY + 2 * 3600);
      const [invoice] = await billed(shop, subscription.id);
      expect(invoice).toMatchObject({ status: 'open', total: 500 });
      await stripe.invoices.voidInvoice(invoice?.id ?? '');
      const filter = { type: 'credit_grant', credit_grant: id } as const;
      const { balances } = await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter });
      expect(balances[0]?.available_balance.monetary?.value).toBe(300);
      const { data } = await stripe.billing.creditBalanceTransactions.list({ credit_grant: id });
      expect(data.map(({ credit, debit }) => (credit ?? debit)?.type)).toEqual([
        'credits_application_invoice_voided',
        'credits_applied',
        'credits_granted',
      ]);
    }));
});
