import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { at, openClock, planOf } from '../../support/plans.ts';
import { refusal } from '../../support/refusal.ts';

const DECLINED = 'pm_card_chargeCustomerFail';

let harness: Harness;
let stripe: Stripe;
beforeAll(async () => {
  harness = await createHarness();
  ({ stripe } = harness);
});
afterAll(() => harness.close());

const price = (unit_amount: number, more?: Partial<Stripe.PriceCreateParams>) => planOf(stripe, unit_amount, more);

/** A customer on a test clock of their own, with a card. */
async function person(since: string, card: string | null = 'pm_card_visa') {
  const { id: clock, go } = await openClock(harness, since);
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', test_clock: clock });
  if (card !== null) await pays(customer, card);
  return { customer, clock, go };
}

async function pays(customer: string, card: string) {
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  return id;
}

const subscribe = (customer: string, id: string, more: Partial<Stripe.SubscriptionCreateParams> = {}) =>
  stripe.subscriptions.create({ customer, items: [{ price: id }], ...more });

const invoicesOf = async (subscription: string): Promise<Json[]> =>
  (await stripe.invoices.list({ subscription, limit: 100 })).data.reverse();

const amounts = (invoice: Json): number[] =>
  invoice.lines.data.map((line: Json) => line.amount).sort((a: number, b: number) => a - b);

describe('a subscription', () => {
  test('is billed at once, then at the end of each period, counted from its start', async () => {
    const { customer, go } = await person('2027-01-31');
    const made = await subscribe(customer, (await price(1_900)).id);
    expect(made).toMatchObject({ status: 'active', billing_cycle_anchor: at('2027-01-31') });
    await go('2027-04-30T02:00:00');
    const invoices = await invoicesOf(made.id);
    expect(invoices.map((one) => [one.status, one.billing_reason, one.lines.data[0].period.start])).toEqual([
      ['paid', 'subscription_create', at('2027-01-31')],
      ['paid', 'subscription_cycle', at('2027-02-28')],
      ['paid', 'subscription_cycle', at('2027-03-31')],
      ['paid', 'subscription_cycle', at('2027-04-30')],
    ]);
  });

  test('on the account’s own clock is renewed as well when that is moved', async () => {
    const { id: customer } = await stripe.customers.create();
    await pays(customer, 'pm_card_visa');
    const made = await subscribe(customer, (await price(1_900)).id);
    await harness.florin.advance('62d');
    await harness.florin.settled();
    expect((await invoicesOf(made.id)).map((one) => one.status)).toEqual(['paid', 'paid', 'paid']);
  });

  test('without anything to charge is refused, and nothing is made', async () => {
    const { customer } = await person('2027-01-01', null);
    const refused = await refusal(subscribe(customer, (await price(500)).id));
    expect(refused).toMatchObject({ statusCode: 400, code: 'resource_missing' });
    expect((await stripe.subscriptions.list({ customer, status: 'all' })).data).toEqual([]);
  });

  test('whose first payment is declined is incomplete, and expires with its invoice after 23 hours', async () => {
    const { customer, go } = await person('2027-01-01', DECLINED);
    const { id } = await price(500);
    const made = await subscribe(customer, id);
    expect(made.status).toBe('incomplete');
    const strict = await refusal(subscribe(customer, id, { payment_behavior: 'error_if_incomplete' }));
    expect([strict.statusCode, strict.code]).toEqual([402, 'card_declined']);
    await go('2027-01-01T23:30:00');
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('incomplete_expired');
    expect((await invoicesOf(made.id)).map((one) => one.status)).toEqual(['void']);
  });

  test('whose renewal fails is past due, and ends when the last retry has failed', async () => {
    const { customer, go } = await person('2027-01-01');
    const made = await subscribe(customer, (await price(500)).id);
    await pays(customer, DECLINED);
    await go('2027-02-01T02:00:00');
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('past_due');
    await go('2027-02-28');
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
    expect((await invoicesOf(made.id)).at(-1)).toMatchObject({ status: 'open', attempt_count: 9 });
  });

  test('in a trial costs nothing until it ends; without a method it is paused and can be resumed', async () => {
    const { customer, go } = await person('2027-01-01', null);
    const made = await subscribe(customer, (await price(5_000)).id, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    });
    expect([made.status, made.trial_end]).toEqual(['trialing', at('2027-01-08')]);
    await go('2027-01-09');
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({ status: 'paused' });
    await pays(customer, 'pm_card_visa');
    expect(await stripe.subscriptions.resume(made.id)).toMatchObject({
      status: 'active',
      billing_cycle_anchor: at('2027-01-09'),
    });
  });

  test.each([
    ['pause', 'paused'],
    ['cancel', 'canceled'],
  ] as const)('whose trial is ended at once without a method ends it as by itself: %s', async (behavior, status) => {
    const { customer } = await person('2027-01-01', null);
    const trial = {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: behavior } },
    };
    const { id } = await price(5_000);
    const made = await subscribe(customer, id, trial);
    const ended = await stripe.subscriptions.update(made.id, { trial_end: 'now', metadata: { ended: 'yes' } });
    expect(ended).toMatchObject({ status, trial_end: at('2027-01-01'), metadata: { ended: 'yes' } });
    expect(await invoicesOf(made.id)).toHaveLength(1);
    const other = await subscribe(customer, id, trial);
    await pays(customer, 'pm_card_visa');
    expect(await stripe.subscriptions.update(other.id, { trial_end: 'now' })).toMatchObject({ status: 'active' });
  });

  test('whose invoices are sent needs no method when its trial is ended at once', async () => {
    const { customer } = await person('2027-01-01', null);
    const { id } = await price(5_000);
    const made = await subscribe(customer, id, {
      collection_method: 'send_invoice',
      days_until_due: 10,
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    });
    const setup = await stripe.prices.create({ currency: 'usd', unit_amount: 900, product_data: { name: 'Setup' } });
    const add_invoice_items = [{ price: setup.id }];
    const ended = await stripe.subscriptions.update(made.id, { trial_end: 'now', add_invoice_items });
    expect(ended).toMatchObject({ status: 'active', trial_end: at('2027-01-01') });
    expect((await invoicesOf(made.id)).map(amounts)).toEqual([[0], [900, 5_000]]);
  });

  test('that a page pays for is active once it is paid, with that method as its own', async () => {
    const { id: customer } = await stripe.customers.create();
    const made = await subscribe(customer, (await price(5_000)).id, {
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
      expand: ['latest_invoice.payments'],
    });
    expect(made.status).toBe('incomplete');
    const [payment] = (made.latest_invoice as Stripe.Invoice).payments?.data ?? [];
    const intent = await stripe.paymentIntents.confirm(String(payment?.payment.payment_intent), {
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/',
    });
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({
      status: 'active',
      default_payment_method: intent.payment_method,
    });
  });

  test('is canceled at the end of its period, at once, or not any more', async () => {
    const { customer, go } = await person('2027-04-01');
    const { id } = await price(3_000);
    const [later, now] = [await subscribe(customer, id), await subscribe(customer, id)];
    const planned = await stripe.subscriptions.update(later.id, { cancel_at_period_end: true });
    expect(planned).toMatchObject({ cancel_at: at('2027-05-01'), status: 'active' });
    await go('2027-04-16');
    await stripe.subscriptions.cancel(now.id, { invoice_now: true, prorate: true });
    expect(((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance).toBe(-1_500);
    await go('2027-05-02');
    expect(await stripe.subscriptions.retrieve(later.id)).toMatchObject({
      status: 'canceled',
      ended_at: at('2027-05-01'),
    });
    const refused = await refusal(stripe.subscriptions.update(now.id, { items: [{ price: id }] }));
    expect(refused.code).toBe('invalid_canceled_subscription_fields');
  });

  test('follows the phases of its schedule, and goes on when that is over', async () => {
    const { customer, go } = await person('2027-01-01');
    const [low, high] = [await price(1_000), await price(2_000)];
    const month = (count: number) => ({ duration: { interval: 'month' as const, interval_count: count } });
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: 'now',
      phases: [
        { items: [{ price: low.id }], ...month(2) },
        { items: [{ price: high.id, quantity: 2 }], ...month(1) },
      ],
    });
    await go('2027-05-01T02:00:00');
    const totals = (await invoicesOf(String(schedule.subscription))).map((one) => one.total);
    expect(totals).toEqual([1_000, 1_000, 4_000, 4_000, 4_000]);
    expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({
      status: 'released',
      released_subscription: schedule.subscription,
    });
  });

  test('ends with its customer, and with its test clock', async () => {
    const { customer, clock } = await person('2027-01-01');
    const made = await subscribe(customer, (await price(500)).id);
    await stripe.testHelpers.testClocks.del(clock);
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('canceled');
  });
});

describe('a preview', () => {
  /** Numbers from a seed, for changes that differ from run to run of the loop but not of the test. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed; ; ) {
      state = (state * 48_271) % 2_147_483_647;
      yield state;
    }
  }

  test('is the invoice that the change makes, or the next one, to the unit', async () => {
    const random = numbers(20270101);
    const pick = <T>(among: readonly T[]) => among[random.next().value % among.length] as T;
    const month = await Promise.all([price(1_999), price(3_001), price(777)].map(async (made) => (await made).id));
    const year = (await price(25_000, { recurring: { interval: 'year' } })).id;
    const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 21, inclusive: false });
    const coupon = await stripe.coupons.create({ percent_off: 15, duration: 'forever' });
    for (let run = 0; run < 8; run++) {
      const { customer, go } = await person('2027-01-31T10:00:00');
      const made = await stripe.subscriptions.create({
        customer,
        items: [{ price: pick(month), quantity: 1 + (random.next().value % 5) }],
        billing_mode: { type: pick(['classic', 'flexible']) },
        ...(pick([true, false]) && { default_tax_rates: [rate.id] }),
        ...(pick([true, false]) && { discounts: [{ coupon: coupon.id }] }),
      });
      const date = at('2027-02-01') + (random.next().value % (26 * 86_400));
      await go(date);
      const change = {
        items: [
          {
            id: made.items.data[0]?.id ?? '',
            price: pick([...month, year]),
            quantity: 1 + (random.next().value % 7),
          },
        ],
        proration_behavior: pick(['always_invoice', 'create_prorations', 'none'] as const),
        proration_date: date,
      };
      const shown = await stripe.invoices.createPreview({ subscription: made.id, subscription_details: change });
      const events = (await harness.eventTypes()).length;
      await stripe.subscriptions.update(made.id, change);
      const before = await invoicesOf(made.id);
      if (before.length === 1) await go('2028-03-01');
      const billed = (await invoicesOf(made.id))[1];
      const told = ({ total, subtotal, lines }: Json) => ({
        total,
        subtotal,
        lines: lines.data.map((line: Json) => [line.description, line.amount, line.period, line.quantity]),
      });
      expect(told(billed), `run ${run}: ${JSON.stringify(change)}`).toEqual(told(shown));
      expect(events).toBeGreaterThan(0);
    }
  });

  test('of nothing is refused, and none is kept', async () => {
    const { customer } = await person('2027-01-01');
    const none = await refusal(stripe.invoices.createPreview({ customer }));
    expect(none).toMatchObject({ statusCode: 404, code: 'invoice_upcoming_none' });
    const made = await subscribe(customer, (await price(500)).id);
    const shown = await stripe.invoices.createPreview({ subscription: made.id });
    expect(shown).toMatchObject({ status: 'draft', total: 500 });
    expect(await refusal(stripe.invoices.retrieve(String(shown.id)))).toMatchObject({ statusCode: 404 });
    expect(await invoicesOf(made.id)).toHaveLength(1);
  });
});
