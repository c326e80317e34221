import fc from 'fast-check';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { entered, GOOD, inCheckout } from './checkout-shop.ts';

/** Currencies without decimals, with two and with three; amounts of the last must be multiples of ten. */
const CURRENCIES = { jpy: 1, usd: 1, kwd: 10 } as const;
type Currency = keyof typeof CURRENCIES;

interface Cart {
  readonly currency: Currency;
  readonly lines: readonly {
    readonly amount: number;
    readonly quantity: number;
    readonly taxes: readonly number[];
  }[];
  readonly percentOff: number | null;
  readonly amountOff: number | null;
  readonly shipping: number | null;
  readonly automatic: boolean;
}

/** A cart; `taxes` holds indexes of the shop's tax rates. */
const carts: fc.Arbitrary<Cart> = fc.record({
  currency: fc.constantFrom(...(Object.keys(CURRENCIES) as Currency[])),
  lines: fc.array(
    fc.record({
      amount: fc.integer({ min: 0, max: 50_000 }),
      quantity: fc.integer({ min: 1, max: 20 }),
      taxes: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  percentOff: fc.option(fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100)),
  amountOff: fc.option(fc.integer({ min: 1, max: 40_000 })),
  shipping: fc.option(fc.integer({ min: 0, max: 5_000 })),
  automatic: fc.boolean(),
});

const RUNS = 40;

/** Creates inclusive and exclusive tax rates that leave remainders for most amounts. */
async function rates({ stripe }: Checkout): Promise<string[]> {
  const made: string[] = [];
  for (const [percentage, inclusive] of [
    [19, true],
    [7.7, true],
    [8.875, false],
    [20, false],
  ] as const) {
    const rate = { display_name: 'Tax', percentage, inclusive, country: 'US' };
    made.push((await stripe.taxRates.create(rate)).id);
  }
  return made;
}

async function open({ stripe }: Checkout, cart: Cart, taxes: readonly string[]): Promise<Stripe.Checkout.Session> {
  const { currency } = cart;
  const step = CURRENCIES[currency];
  const off = cart.percentOff === null ? cart.amountOff : null;
  const coupon =
    cart.percentOff !== null || off !== null
      ? await stripe.coupons.create(
          cart.percentOff !== null ? { percent_off: cart.percentOff } : { amount_off: (off ?? 1) * step, currency },
        )
      : undefined;
  return stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example/thanks',
    line_items: cart.lines.map(({ amount, quantity, taxes: places }) => ({
      price_data: { currency, unit_amount: amount * step, product_data: { name: 'Thing' } },
      quantity,
      ...(!cart.automatic && { tax_rates: places.flatMap((place) => taxes[place] ?? []) }),
    })),
    ...(coupon && { discounts: [{ coupon: coupon.id }] }),
    ...(cart.shipping !== null && {
      shipping_options: [
        { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: cart.shipping * step, currency } } },
      ],
    }),
    ...(cart.automatic && { automatic_tax: { enabled: true } }),
    expand: ['total_details.breakdown', 'shipping_cost.taxes'],
  });
}

const sum = (amounts: readonly (number | null | undefined)[]) =>
  amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);

/** Expects that a session's totals equal the sums of its lines, its shipping and their parts. */
function checkTotals(session: Stripe.Checkout.Session, items: readonly Stripe.LineItem[]): void {
  const { shipping_cost: shipping, total_details: details } = session;
  const breakdown = details?.breakdown;
  expect(session.amount_subtotal).toBe(sum(items.map((item) => item.amount_subtotal)));
  expect(session.amount_total).toBe(sum([...items, shipping].map((part) => part?.amount_total)));
  expect(details?.amount_discount).toBe(sum(items.map((item) => item.amount_discount)));
  expect(details?.amount_shipping).toBe(shipping?.amount_subtotal ?? 0);
  expect(details?.amount_tax).toBe(sum([...items, shipping].map((part) => part?.amount_tax)));
  expect(details?.amount_tax).toBe(sum(breakdown?.taxes.map(({ amount }) => amount) ?? []));
  expect(details?.amount_discount).toBe(sum(breakdown?.discounts.map(({ amount }) => amount) ?? []));
  for (const item of items) {
    expect(item.amount_tax).toBe(sum(item.taxes?.map(({ amount }) => amount) ?? []));
    expect(item.amount_discount).toBe(sum(item.discounts?.map(({ amount }) => amount) ?? []));
    const added = sum(item.taxes?.map(({ amount, rate }) => (rate.inclusive ? 0 : amount)) ?? []);
    expect(item.amount_total).toBe(item.amount_subtotal - item.amount_discount + added);
    expect(item.amount_total).toBeGreaterThanOrEqual(0);
  }
}

describe('any cart', () => {
  test('has the totals of its lines, and the charge equals the displayed total', { timeout: 60_000 }, () =>
    inCheckout(async (checkout) => {
      const { stripe } = checkout;
      const taxes = await rates(checkout);
      await fc.assert(
        fc.asyncProperty(carts, async (cart) => {
          let session: Stripe.Checkout.Session;
          try {
            session = await open(checkout, cart, taxes);
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^amount_too_(small|large)$/) });
            return;
          }
          const expand = ['data.taxes', 'data.discounts'];
          checkTotals(session, (await stripe.checkout.sessions.listLineItems(session.id, { expand })).data);
          const told = await checkout.change(session.id, { 'billing_address[country]': 'US' });
          if (told.error) {
            expect(told.error.code).toMatch(/^amount_too_(small|large)$/);
            return;
          }
          const total: number = told.totals.total;
          const paid = await checkout.confirm(
            session.id,
            entered(GOOD, { email: 'jenny@example.com', expected_amount: String(total) }),
          );
          expect(paid).toMatchObject({ status: 'complete', totals: { total } });
          const done = await stripe.checkout.sessions.retrieve(session.id, {
            expand: ['payment_intent.latest_charge', 'total_details.breakdown', 'shipping_cost.taxes'],
          });
          checkTotals(done, (await stripe.checkout.sessions.listLineItems(session.id, { expand })).data);
          expect(done.amount_total).toBe(total);
          if (total === 0) {
            expect(done).toMatchObject({ payment_intent: null, payment_status: 'no_payment_required' });
            return;
          }
          expect(done.payment_intent).toMatchObject({
            amount: total,
            amount_received: total,
            currency: cart.currency,
            latest_charge: { amount: total, amount_captured: total },
          });
        }),
        { numRuns: RUNS },
      );
    }),
  );
});
