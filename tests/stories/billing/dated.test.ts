import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { at, openClock, planOf } from '../../support/plans.ts';

/** Stories with dates and amounts that anyone can work out by hand, most of them printed in Stripe's documentation. */

let harness: Harness;
let stripe: Stripe;
beforeAll(async () => {
  harness = await createHarness();
  ({ stripe } = harness);
});
afterAll(() => harness.close());

const price = (unit_amount: number, more?: Partial<Stripe.PriceCreateParams>) => planOf(stripe, unit_amount, more);

/** A customer on a clock of their own, with a card, and the calls that most stories make. */
async function person(since: string, more: Stripe.CustomerCreateParams = {}) {
  const { id: test_clock, go } = await openClock(harness, since);
  const { id: customer } = await stripe.customers.create({
    email: 'jenny@shop.example',
    test_clock,
    source: 'tok_visa',
    ...more,
  });
  const subscribe = (of: string, rest: Partial<Stripe.SubscriptionCreateParams> = {}) =>
    stripe.subscriptions.create({ customer, items: [{ price: of }], ...rest });
  const balance = async () => ((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance;
  return { customer, go, subscribe, balance };
}

const itemOf = ({ items }: Stripe.Subscription) => items.data[0]?.id ?? '';
/** The invoices of a subscription, oldest first. */
const invoicesOf = async (subscription: string): Promise<Json[]> =>
  (await stripe.invoices.list({ subscription, limit: 100 })).data.reverse();
const newest = async (subscription: string): Promise<Json> => (await invoicesOf(subscription)).at(-1);
const amounts = (invoice: Json): number[] =>
  invoice.lines.data.map((line: Json) => line.amount).sort((a: number, b: number) => a - b);

describe('a change in the middle of a period', () => {
  test('to a dearer price is on the next invoice: the unused time of one, the remaining time of the other', async () => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(5_000)).id);
    await go('2027-01-16T12:00:00');
    await stripe.subscriptions.update(made.id, { items: [{ id: itemOf(made), price: (await price(10_000)).id }] });
    await go('2027-02-01T02:00:00');
    // Half of the 31 days is left.
    expect(amounts(await newest(made.id))).toEqual([-2_500, 5_000, 10_000]);
  });

  test('at midnight of the sixteenth of 31 days leaves 16 of them', async () => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(5_000)).id);
    await go('2027-01-16');
    await stripe.subscriptions.update(made.id, { items: [{ id: itemOf(made), price: (await price(10_000)).id }] });
    await go('2027-02-01T02:00:00');
    const bill = await newest(made.id);
    expect(amounts(bill)).toEqual([-2_581, 5_161, 10_000]);
    expect(bill).toMatchObject({ total: 12_580, status: 'paid' });
  });

  test('to a cheaper price at once is credit, which the next invoices use up', async () => {
    const { balance, go, subscribe } = await person('2027-04-01');
    const made = await subscribe((await price(3_000)).id);
    await go('2027-04-16');
    await stripe.subscriptions.update(made.id, {
      items: [{ id: itemOf(made), price: (await price(1_000)).id }],
      proration_behavior: 'always_invoice',
    });
    expect(await newest(made.id)).toMatchObject({
      total: -1_000,
      amount_due: 0,
      status: 'paid',
      ending_balance: -1_000,
    });
    expect(await balance()).toBe(-1_000);
    await go('2027-06-01T02:00:00');
    const bills = await invoicesOf(made.id);
    expect(bills.slice(2).map((one) => [one.total, one.amount_due])).toEqual([
      [1_000, 0],
      [1_000, 1_000],
    ]);
  });

  test('of the quantity, twice in a day, charges for what is there in the end', async () => {
    const { go, subscribe } = await person('2027-04-01');
    const made = await subscribe((await price(1_200)).id);
    const change = (quantity: number) =>
      stripe.subscriptionItems.update(itemOf(made), { quantity, proration_behavior: 'always_invoice' });
    await go('2027-04-11');
    await change(3);
    expect(amounts(await newest(made.id))).toEqual([-800, 2_400]);
    await change(2);
    expect(amounts(await newest(made.id))).toEqual([-2_400, 1_600]);
    await change(2);
    expect(await invoicesOf(made.id)).toHaveLength(3);
    await go('2027-05-01T02:00:00');
    expect(await newest(made.id)).toMatchObject({ total: 2_400, amount_due: 1_600, starting_balance: -800 });
  });

  test('that adds an item charges for the rest of the period, and removing it credits as much', async () => {
    const { go, subscribe } = await person('2027-05-01');
    const made = await subscribe((await price(1_000)).id);
    await go('2027-05-11');
    const added = await stripe.subscriptionItems.create({
      subscription: made.id,
      price: (await price(2_400)).id,
      proration_behavior: 'always_invoice',
    });
    expect(amounts(await newest(made.id))).toEqual([1_626]);
    await stripe.subscriptionItems.del(added.id, { proration_behavior: 'always_invoice' });
    expect(amounts(await newest(made.id))).toEqual([-1_626]);
  });

  test.each([
    ['flexible', [-1_694, 24_315], at('2027-01-01')],
    ['classic', [-1_694, 25_000], at('2027-01-11')],
  ] as const)('to a yearly price, billed in the %s way', async (type, lines, start) => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(2_500)).id, { billing_mode: { type } });
    await go('2027-01-11');
    const yearly = await price(25_000, { recurring: { interval: 'year' } });
    const changed = await stripe.subscriptions.update(made.id, {
      items: [{ id: itemOf(made), price: yearly.id }],
      proration_behavior: 'always_invoice',
    });
    expect(amounts(await newest(made.id))).toEqual(lines);
    expect(changed.items.data[0]).toMatchObject({ current_period_start: start });
    expect(changed.items.data[0]?.current_period_end).toBe(type === 'flexible' ? at('2028-01-01') : at('2028-01-11'));
  });

  test.each([
    ['classic', -400],
    ['flexible', 0],
  ] as const)('that was free credits what was debited in the %s way', async (type, total) => {
    const { go, subscribe } = await person('2027-04-01');
    const [basic, premium] = [(await price(1_200)).id, (await price(2_400)).id];
    const made = await subscribe(basic, { billing_mode: { type } });
    const change = (to: string, proration_behavior: 'none' | 'always_invoice') =>
      stripe.subscriptions.update(made.id, { items: [{ id: itemOf(made), price: to }], proration_behavior });
    await go('2027-04-11');
    await change(premium, 'none');
    await go('2027-04-21');
    await change(basic, 'always_invoice');
    const [, ...later] = await invoicesOf(made.id);
    expect(later.reduce((sum: number, one) => sum + one.total, 0)).toBe(total);
  });

  test('in won has no fractions, and half of one is rounded away from zero', async () => {
    const { go, subscribe } = await person('2027-04-01');
    const won = (unit_amount: number) => price(unit_amount, { currency: 'krw' });
    const made = await subscribe((await won(99_999)).id);
    await go('2027-04-16');
    await stripe.subscriptions.update(made.id, {
      items: [{ id: itemOf(made), price: (await won(200_001)).id }],
      proration_behavior: 'always_invoice',
    });
    expect(amounts(await newest(made.id))).toEqual([-50_000, 100_001]);
  });
});

describe('an anchor', () => {
  test('ahead prorates the time until then by the period that ends there', async () => {
    const { go, subscribe } = await person('2027-04-13');
    const made = await subscribe((await price(3_000)).id, { billing_cycle_anchor: at('2027-05-01') });
    expect(await newest(made.id)).toMatchObject({ total: 1_800, status: 'paid' });
    await go('2027-05-01T02:00:00');
    expect(await newest(made.id)).toMatchObject({ total: 3_000, status: 'paid' });
  });

  test('of the 29th of February is the 28th in common years', async () => {
    const { go, subscribe } = await person('2028-02-29');
    const made = await subscribe((await price(9_000, { recurring: { interval: 'year' } })).id);
    await go('2032-03-01');
    expect((await invoicesOf(made.id)).map((one) => one.lines.data[0].period.start)).toEqual([
      at('2028-02-29'),
      at('2029-02-28'),
      at('2030-02-28'),
      at('2031-02-28'),
      at('2032-02-29'),
    ]);
  });

  test('set to now begins a period: the old one is credited, the new one billed whole', async () => {
    const { go, subscribe } = await person('2027-04-01');
    const made = await subscribe((await price(3_000)).id);
    await go('2027-04-11');
    const moved = await stripe.subscriptions.update(made.id, {
      billing_cycle_anchor: { type: 'now' },
      proration_behavior: 'always_invoice',
    } as Stripe.SubscriptionUpdateParams);
    expect(moved.billing_cycle_anchor).toBe(at('2027-04-11'));
    expect(amounts(await newest(made.id))).toEqual([-2_000, 3_000]);
  });
});

describe('a date in the past', () => {
  test.each([
    ['classic', [3_000, 6_000]],
    ['flexible', [3_000, 3_000, 3_000]],
  ] as const)('two months ago bills two months more, in the %s way', async (type, lines) => {
    const { subscribe } = await person('2027-04-16');
    const made = await subscribe((await price(3_000)).id, {
      backdate_start_date: at('2027-02-16'),
      billing_mode: { type },
    });
    expect(amounts(await newest(made.id))).toEqual(lines);
  });

  // The first two are printed: https://docs.stripe.com/billing/subscriptions/backdating
  test.each([
    ['2027-02-15', '2027-02-20', '2027-03-01', 1_500],
    ['2027-01-15', '2027-01-20', '2027-02-01', 1_645],
    ['2027-01-20', '2027-02-20', '2027-03-01', 3_964],
  ] as const)('%s, on %s, until %s, is measured from that date on', async (since, now, anchor, total) => {
    const { subscribe } = await person(now);
    const made = await subscribe((await price(3_000)).id, {
      backdate_start_date: at(since),
      billing_cycle_anchor: at(anchor),
      billing_mode: { type: 'classic' },
    });
    expect(await newest(made.id)).toMatchObject({ total });
  });
});

describe('the end', () => {
  test('at once, with proration and an invoice, leaves what was not used as credit', async () => {
    const { balance, go, subscribe } = await person('2027-04-01');
    const made = await subscribe((await price(3_000)).id);
    await go('2027-04-16');
    const ended = await stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true });
    expect(ended).toMatchObject({ status: 'canceled', ended_at: at('2027-04-16') });
    expect(await newest(made.id)).toMatchObject({ total: -1_500, status: 'paid' });
    expect(await balance()).toBe(-1_500);
  });

  test('at the end of a period that is taken back is none', async () => {
    const { go, subscribe } = await person('2027-04-01');
    const made = await subscribe((await price(3_000)).id);
    const ending = await stripe.subscriptions.update(made.id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({ cancel_at: at('2027-05-01'), canceled_at: at('2027-04-01'), status: 'active' });
    await go('2027-04-20');
    const resumed = await stripe.subscriptions.update(made.id, { cancel_at_period_end: false });
    expect(resumed).toMatchObject({ cancel_at: null, canceled_at: null });
    await go('2027-05-01T02:00:00');
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({ status: 'active' });
    expect(await newest(made.id)).toMatchObject({ total: 3_000, status: 'paid' });
  });

  test('of a trial by hand bills at once and anchors there', async () => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(3_000)).id, { trial_period_days: 14 });
    await go('2027-01-05');
    const begun = await stripe.subscriptions.update(made.id, { trial_end: 'now' });
    expect(begun).toMatchObject({ status: 'active', trial_end: at('2027-01-05') });
    expect(begun.items.data[0]).toMatchObject({ current_period_end: at('2027-02-05') });
    expect(await newest(made.id)).toMatchObject({ total: 3_000, status: 'paid' });
  });
});

describe('what is taken off and put on', () => {
  test('a coupon for three months is on the invoices of three months', async () => {
    const { go, subscribe } = await person('2027-01-31');
    const half = await stripe.coupons.create({ percent_off: 50, duration: 'repeating', duration_in_months: 3 });
    const made = await subscribe((await price(2_000)).id, { discounts: [{ coupon: half.id }] });
    await go('2027-06-01');
    expect((await invoicesOf(made.id)).map((one) => one.total)).toEqual([1_000, 1_000, 1_000, 2_000, 2_000]);
  });

  test('discounts apply in order, and tax to what is left', async () => {
    const { subscribe } = await person('2027-01-01');
    const [fifth, five] = await Promise.all([
      stripe.coupons.create({ percent_off: 20, duration: 'forever' }),
      stripe.coupons.create({ amount_off: 500, currency: 'usd', duration: 'once' }),
    ]);
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 21, inclusive: false });
    const made = await subscribe((await price(10_000)).id, {
      discounts: [{ coupon: fifth.id }, { coupon: five.id }],
      default_tax_rates: [vat.id],
    });
    const bill = await newest(made.id);
    expect(bill.total_discount_amounts.map(({ amount }: Json) => amount)).toEqual([2_000, 500]);
    expect(bill).toMatchObject({ subtotal: 10_000, total_excluding_tax: 7_500, total: 9_075 });
  });

  test('tax is rounded line by line, and within an inclusive price', async () => {
    const { customer } = await person('2027-01-01');
    const rate = (percentage: number, inclusive: boolean) =>
      stripe.taxRates.create({ display_name: 'VAT', percentage, inclusive });
    const bill = async (rates: string, lines: number[]) => {
      const { id } = await stripe.invoices.create({ customer, currency: 'usd', default_tax_rates: [rates] });
      await stripe.invoices.addLines(id, { lines: lines.map((amount) => ({ amount, description: 'Work' })) });
      return stripe.invoices.finalizeInvoice(id);
    };
    expect(await bill((await rate(5, false)).id, [105, 105, 105])).toMatchObject({ total: 330 });
    expect(await bill((await rate(10, true)).id, [11_000])).toMatchObject({
      total: 11_000,
      total_excluding_tax: 10_000,
    });
  });

  test('a note of a part of a taxed and discounted line returns the same part of both', async () => {
    const { customer, balance } = await person('2027-01-01');
    const tenth = await stripe.coupons.create({ percent_off: 10, duration: 'once' });
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 21, inclusive: false });
    const { id } = await stripe.invoices.create({
      customer,
      currency: 'usd',
      default_tax_rates: [vat.id],
      discounts: [{ coupon: tenth.id }],
    });
    await stripe.invoices.addLines(id, { lines: [{ amount: 2_000, description: 'Work' }] });
    expect(await stripe.invoices.pay(id)).toMatchObject({ total: 2_178, status: 'paid' });
    const [line] = (await stripe.invoices.retrieve(id)).lines.data;
    const lines = [{ type: 'invoice_line_item' as const, invoice_line_item: line?.id ?? '', amount: 1_000 }];
    const note = await stripe.creditNotes.create({ invoice: id, lines, credit_amount: 1_089 });
    expect(note).toMatchObject({ subtotal: 1_000, discount_amount: 100, total_excluding_tax: 900, total: 1_089 });
    expect(await balance()).toBe(-1_089);
  });
});

describe('a sent invoice', () => {
  test('that falls due makes its subscription past due until it is paid', async () => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(3_000)).id, { collection_method: 'send_invoice', days_until_due: 10 });
    expect(made.status).toBe('active');
    await go('2027-01-02');
    const bill = await newest(made.id);
    expect(bill).toMatchObject({ status: 'open', due_date: at('2027-01-11T01:00:00') });
    await go('2027-01-12');
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({ status: 'past_due' });
    await stripe.invoices.pay(bill.id);
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({ status: 'active' });
  });
});

describe('a pause of collection', () => {
  test.each([
    ['keep_as_draft', 'draft'],
    ['mark_uncollectible', 'uncollectible'],
    ['void', 'void'],
  ] as const)('with %s leaves invoices %s until it is over', async (behavior, status) => {
    const { go, subscribe } = await person('2027-01-01');
    const made = await subscribe((await price(3_000)).id);
    await stripe.subscriptions.update(made.id, {
      pause_collection: { behavior, resumes_at: at('2027-02-15') },
    });
    await go('2027-03-01T02:00:00');
    expect((await invoicesOf(made.id)).map((one) => one.status)).toEqual(['paid', status, 'paid']);
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({ status: 'active', pause_collection: null });
  });
});

describe('a schedule', () => {
  test('of two phases bills each at its price, and lets the subscription go on', async () => {
    const { customer, go } = await person('2027-01-01');
    const [low, high] = [(await price(1_000)).id, (await price(2_000)).id];
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: 'now',
      end_behavior: 'release',
      phases: [
        { items: [{ price: low }], duration: { interval: 'month', interval_count: 2 } },
        { items: [{ price: high, quantity: 2 }], duration: { interval: 'month', interval_count: 1 } },
      ],
    });
    await go('2027-05-01T02:00:00');
    const id = String((await stripe.subscriptionSchedules.retrieve(schedule.id)).released_subscription);
    expect((await invoicesOf(id)).map((one) => [one.total, one.status])).toEqual([
      [1_000, 'paid'],
      [1_000, 'paid'],
      [4_000, 'paid'],
      [4_000, 'paid'],
      [4_000, 'paid'],
    ]);
  });
});
