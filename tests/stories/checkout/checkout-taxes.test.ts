import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { type CheckoutSession, checkoutSessions } from '../../../src/checkout/sessions/type.ts';
import { withFlorin } from '../../support/harness.ts';
import { type Checkout, openCheckout } from './checkout.ts';
import { entered, GOOD, inCheckout, priceOf, sell } from './checkout-shop.ts';

const AUTOMATIC = { automatic_tax: { enabled: true } };

/** Tax rates of Denmark and of two states of the USA. */
async function rates({ stripe }: Checkout) {
  const make = (display_name: string, percentage: number, more: Partial<Stripe.TaxRateCreateParams>) =>
    stripe.taxRates.create({ display_name, percentage, inclusive: false, ...more });
  return {
    moms: await make('Moms', 25, { country: 'DK', inclusive: true }),
    texas: await make('Sales tax', 6.25, { country: 'US', state: 'TX' }),
    other: await make('Sales tax', 4, { country: 'US', state: 'NY' }),
  };
}

const billed = (country: string, state: string) => ({
  'payment_method_data[billing_details][address][country]': country,
  'payment_method_data[billing_details][address][state]': state,
});

describe('automatic tax', () => {
  test('waits for an address, and then uses the rates of that place', () =>
    inCheckout(async (checkout) => {
      await rates(checkout);
      const session = await sell(checkout, AUTOMATIC);
      expect(session).toMatchObject({
        amount_total: 3000,
        automatic_tax: { enabled: true, liability: { type: 'self' }, status: 'requires_location_inputs' },
      });
      const texan = await checkout.change(session.id, {
        'billing_address[country]': 'US',
        'billing_address[state]': 'TX',
      });
      expect(texan).toMatchObject({
        automatic_tax: { enabled: true, status: 'complete' },
        totals: { subtotal: 3000, tax: 188, total: 3188, taxes: [{ display_name: 'Sales tax', amount: 188 }] },
      });
      const dane = await checkout.change(session.id, { 'billing_address[country]': 'DK' });
      expect(dane.totals).toMatchObject({ tax: 600, total: 3000, taxes: [{ display_name: 'Moms', inclusive: true }] });
      const swede = await checkout.change(session.id, { 'billing_address[country]': 'SE' });
      expect(swede).toMatchObject({ automatic_tax: { status: 'complete' }, totals: { tax: 0, total: 3000 } });
    }));

  test('never exceeds the displayed amount: a new address first shows its tax', () =>
    inCheckout(async (checkout) => {
      const { texas } = await rates(checkout);
      const session = await sell(checkout, AUTOMATIC);
      const form = entered(GOOD, billed('US', 'TX'));
      const { error } = await checkout.confirm(session.id, { ...form, expected_amount: '3000' });
      expect(error).toMatchObject({ code: 'checkout_amount_mismatch' });
      expect((await checkout.stripe.charges.list()).data).toEqual([]);
      expect((await checkout.page(session.id)).totals).toMatchObject({ tax: 188, total: 3188 });
      await checkout.confirm(session.id, { ...form, expected_amount: '3188' });
      await checkout.stripe.taxRates.update(texas.id, { active: false });
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['payment_intent', 'line_items.data.taxes'],
      });
      expect(done).toMatchObject({
        amount_total: 3188,
        automatic_tax: { status: 'complete' },
        line_items: { data: [{ amount_tax: 188, taxes: [{ amount: 188, rate: { id: texas.id } }] }] },
        payment_intent: { amount_received: 3188 },
      });
    }));

  test('is kept by sessions of data in which a whole session had the same rates', () =>
    withFlorin(async (harness) => {
      const checkout = openCheckout(harness);
      const { texas } = await rates(checkout);
      const session = await sell(checkout, AUTOMATIC);
      await checkout.change(session.id, { 'billing_address[country]': 'US', 'billing_address[state]': 'TX' });
      await checkout.confirm(session.id, { ...entered(GOOD, billed('US', 'TX')), expected_amount: '3188' });
      const read = () => checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items.data.taxes'] });
      const before = await read();
      expect(before.line_items?.data[0]?.taxes).toMatchObject([{ amount: 188, taxability_reason: 'standard_rated' }]);
      await harness.florin.engine.asPlatform(accountOf('sk_test_harness'), 'restoring older data', async ({ work }) => {
        const stored = await work.require(checkoutSessions, session.id);
        const { automaticTaxes: _, ...internal } = stored.internal;
        work.save<CheckoutSession>({ ...stored, internal: { ...internal, automaticTaxRates: [texas.id] } });
      });
      expect(await read()).toEqual(before);
    }));

  test('uses the shipping address, and includes shipping', () =>
    inCheckout(async (checkout) => {
      await rates(checkout);
      const session = await sell(checkout, {
        ...AUTOMATIC,
        shipping_address_collection: { allowed_countries: ['US'] },
        shipping_options: [
          { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 1000, currency: 'usd' } } },
        ],
      });
      const { totals } = await checkout.change(session.id, {
        'shipping[name]': 'Jenny',
        'shipping[address][line1]': '1 Main Street',
        'shipping[address][state]': 'NY',
        'shipping[address][country]': 'US',
      });
      expect(totals).toMatchObject({ subtotal: 3000, shipping: 1000, tax: 160, total: 4160 });
      const shown = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['shipping_cost.taxes'] });
      expect(shown.shipping_cost).toMatchObject({ amount_tax: 40, amount_total: 1040, taxes: [{ amount: 40 }] });
    }));

  test('uses the addresses and exemptions of customers', () =>
    inCheckout(async (checkout) => {
      await rates(checkout);
      const address = { country: 'US', state: 'TX', line1: '1 Main Street' };
      const customer = await checkout.stripe.customers.create({ address });
      expect(await sell(checkout, { ...AUTOMATIC, customer: customer.id })).toMatchObject({
        amount_total: 3188,
        automatic_tax: { status: 'complete' },
      });
      await checkout.stripe.customers.update(customer.id, { tax_exempt: 'exempt' });
      expect(await sell(checkout, { ...AUTOMATIC, customer: customer.id })).toMatchObject({ amount_total: 3000 });
    }));

  test('follows the tax behavior of prices and skips what is not taxable', () =>
    inCheckout(async (checkout) => {
      await rates(checkout);
      const inside = await priceOf(checkout, 10000, { tax_behavior: 'inclusive' });
      const customer = await checkout.stripe.customers.create({ address: { country: 'US', state: 'NY' } });
      const gift = await checkout.stripe.products.create({ name: 'Gift card', tax_code: 'txcd_00000000' });
      const session = await sell(checkout, {
        ...AUTOMATIC,
        customer: customer.id,
        line_items: [
          { price: inside.id, quantity: 1 },
          { price_data: { product: gift.id, currency: 'usd', unit_amount: 5000 }, quantity: 1 },
        ],
      });
      expect(session).toMatchObject({ amount_total: 15000, total_details: { amount_tax: 385 } });
    }));
});

describe('expanded totals', () => {
  test('contain each discount and each tax, of the whole and of every line', () =>
    inCheckout(async (checkout) => {
      const coupon = await checkout.stripe.coupons.create({ percent_off: 10 });
      const vat = await checkout.stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
      const [one, two] = [await priceOf(checkout, 1000), await priceOf(checkout, 500)];
      const session = await sell(checkout, {
        discounts: [{ coupon: coupon.id }],
        line_items: [
          { price: one.id, quantity: 1, tax_rates: [vat.id] },
          { price: two.id, quantity: 2 },
        ],
      });
      const expand = ['total_details.breakdown', 'line_items.data.discounts', 'line_items.data.taxes'];
      const open = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand });
      const discount = { object: 'discount', checkout_session: session.id, source: { coupon: coupon.id } };
      const parts = {
        total_details: {
          amount_discount: 200,
          amount_tax: 180,
          breakdown: {
            discounts: [{ amount: 200, discount }],
            taxes: [{ amount: 180, rate: { id: vat.id }, taxable_amount: 900 }],
          },
        },
        line_items: {
          data: [
            { amount_total: 1080, discounts: [{ amount: 100, discount }], taxes: [{ amount: 180 }] },
            { amount_total: 900, discounts: [{ amount: 100, discount }], taxes: [] },
          ],
        },
      };
      expect(open).toMatchObject(parts);
      const path = `/v1/checkout/sessions/${session.id}?expand[]=total_details.breakdown`;
      const older = await checkout.call('GET', path, undefined, { 'stripe-version': '2025-02-24.acacia' });
      expect(older.body.total_details.breakdown.discounts).toMatchObject([{ discount: { coupon: { id: coupon.id } } }]);
      await checkout.confirm(session.id, entered(GOOD));
      await checkout.stripe.coupons.del(coupon.id);
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand });
      expect(done).toMatchObject(parts);
      const idOf = ({ total_details: details }: Stripe.Checkout.Session) =>
        details?.breakdown?.discounts[0]?.discount.id;
      expect(idOf(done)).toBe(idOf(open));
    }));

  test("reject an unknown session with the API's error", () =>
    inCheckout(async (checkout) => {
      await expect(checkout.stripe.checkout.sessions.retrieve('cs_test_invalid')).rejects.toMatchObject({
        code: 'resource_missing',
        message: 'No such checkout.session: cs_test_invalid',
        statusCode: 404,
      });
    }));
});

describe('automatic tax where the account is registered', () => {
  const STANDARD = { type: 'standard', standard: { place_of_supply_scheme: 'standard' } } as const;

  test('has the rates of the country, reduced by tax code, and the charge reversed for businesses abroad', () =>
    inCheckout(async (checkout) => {
      const { stripe } = checkout;
      await stripe.tax.settings.update({
        head_office: { address: { country: 'DE' } },
        defaults: { tax_behavior: 'inclusive' },
      });
      for (const country of ['DE', 'FR'])
        await stripe.tax.registrations.create({
          country,
          active_from: 'now',
          country_options: { [country.toLowerCase()]: STANDARD },
        });
      const book = await stripe.products.create({ name: 'Book', tax_code: 'txcd_35010000' });
      const shoe = await stripe.products.create({ name: 'Shoes', tax_code: 'txcd_30011000' });
      const priced = (product: string, tax_behavior?: 'exclusive') => ({
        price_data: { product, currency: 'eur', unit_amount: 10_000, ...(tax_behavior && { tax_behavior }) },
        quantity: 1,
      });
      const session = await sell(checkout, {
        ...AUTOMATIC,
        line_items: [priced(book.id), priced(shoe.id, 'exclusive')],
        tax_id_collection: { enabled: true },
      });
      const german = await checkout.change(session.id, { 'billing_address[country]': 'DE' });
      expect(german.totals).toMatchObject({ tax: 654 + 1_900, total: 21_900 });
      const business = await checkout.change(session.id, {
        'billing_address[country]': 'FR',
        'tax_id[type]': 'eu_vat',
        'tax_id[value]': 'FR12345678901',
        business_name: 'Rosen SARL',
      });
      expect(business.totals).toMatchObject({ tax: 0, total: 20_000 });
      const shown = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items.data.taxes'] });
      expect(shown.line_items?.data[0]?.taxes).toMatchObject([
        { amount: 0, rate: { active: false, country: 'FR', percentage: 0 }, taxability_reason: 'reverse_charge' },
      ]);
      expect(await checkout.change(session.id, { 'billing_address[country]': 'US' })).toMatchObject({
        automatic_tax: { status: 'requires_location_inputs' },
      });
      expect(await checkout.change(session.id, { 'billing_address[country]': 'IT', tax_id: '' })).toMatchObject({
        automatic_tax: { status: 'complete' },
        totals: { tax: 0 },
      });
    }));
});
