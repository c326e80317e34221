import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

type Details = Stripe.PaymentIntentCreateParams.AmountDetails;

const ITEMS = [
  { product_name: 'Chair', product_code: 'SKU001', unit_cost: 2000, quantity: 1, unit_of_measure: 'piece' },
  { product_name: 'Table', product_code: 'SKU002', unit_cost: 2000, quantity: 1, unit_of_measure: 'piece' },
] as const;
const DETAILS: Details = {
  discount_amount: 200,
  tax: { total_tax_amount: 400 },
  shipping: { amount: 400, from_postal_code: '94110', to_postal_code: '94117' },
  line_items: [...ITEMS],
};
const ORDER = { amount: 4600, currency: 'usd', amount_details: DETAILS } as const;
const WITH_ITEMS = { expand: ['amount_details.line_items'] };

describe('amount details', () => {
  it('are stored with the payment; line items are returned on request', () =>
    withFlorin(async ({ stripe }) => {
      const made = await stripe.paymentIntents.create({
        ...ORDER,
        payment_details: { order_reference: 'order_1' },
        ...WITH_ITEMS,
      });
      expect(made.payment_details).toEqual({ customer_reference: null, order_reference: 'order_1' });
      expect(made.amount_details).toMatchObject({
        tip: {},
        discount_amount: 200,
        tax: { total_tax_amount: 400 },
        shipping: { amount: 400, from_postal_code: '94110', to_postal_code: '94117' },
        line_items: { object: 'list', has_more: false, data: [{ product_name: 'Chair', tax: null }, {}] },
      });
      const seen = await stripe.paymentIntents.retrieve(made.id);
      expect(seen.amount_details).not.toHaveProperty('line_items');
      const listed = await stripe.paymentIntents.list({ expand: ['data.amount_details.line_items'] });
      expect(listed.data[0]?.amount_details?.line_items?.data).toHaveLength(2);
    }));

  it('have line items that are listed in pages', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(ORDER);
      const list = (params: object) => stripe.paymentIntents.listAmountDetailsLineItems(id, params);
      const [first, second] = (await list({})).data;
      expect([first?.product_name, second?.product_name]).toEqual(['Chair', 'Table']);
      const page = await list({ limit: 1 });
      expect(page).toMatchObject({ data: [{ id: first?.id }], has_more: true });
      expect(await list({ starting_after: first?.id })).toMatchObject({ data: [{ id: second?.id }], has_more: false });
      expect(await list({ ending_before: second?.id })).toMatchObject({ data: [{ id: first?.id }] });
      await expect(list({ starting_after: 'uli_none' })).rejects.toMatchObject({ code: 'resource_missing' });
      const plain = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
      expect((await stripe.paymentIntents.listAmountDetailsLineItems(plain.id)).data).toEqual([]);
    }));

  it('must add up, or are flagged', () =>
    withFlorin(async ({ stripe }) => {
      const wrong = (amount_details: Details) => stripe.paymentIntents.create({ ...ORDER, amount_details });
      await expect(wrong({ ...DETAILS, discount_amount: 100 })).rejects.toMatchObject({
        code: 'amount_details_amount_mismatch',
        param: 'amount_details',
      });
      await expect(wrong({ tax: { total_tax_amount: 5000 } })).rejects.toMatchObject({
        code: 'amount_details_tax_shipping_discount_greater_than_amount',
      });
      await expect(
        wrong({ ...DETAILS, line_items: [{ ...ITEMS[0], discount_amount: 100 }, ITEMS[1]] }),
      ).rejects.toMatchObject({ param: 'amount_details[discount_amount]' });
      await expect(wrong({ line_items: [{ ...ITEMS[0], product_code: 'far-too-long-a-code' }] })).rejects.toMatchObject(
        { param: 'amount_details[line_items][0][product_code]' },
      );
      await expect(wrong({ line_items: [{ ...ITEMS[0], quantity: 0 }] })).rejects.toMatchObject({
        code: 'parameter_invalid_integer',
      });
      const noted = await wrong({ ...DETAILS, discount_amount: 100, enforce_arithmetic_validation: false });
      expect(noted.amount_details?.error).toMatchObject({ code: 'amount_details_amount_mismatch' });
    }));

  it('are updated in part, and replaced with the amount', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create(ORDER);
      await expect(stripe.paymentIntents.update(id, { amount: 4700 })).rejects.toMatchObject({
        code: 'amount_details_amount_mismatch',
      });
      const cheaper = await stripe.paymentIntents.update(id, {
        amount: 4500,
        amount_details: { discount_amount: 300 },
        ...WITH_ITEMS,
      });
      expect(cheaper.amount_details).toMatchObject({ discount_amount: 300, line_items: { data: [{}, {}] } });
      const bare = await stripe.paymentIntents.update(id, { amount_details: '', amount: 99, ...WITH_ITEMS });
      expect(bare.amount_details).toMatchObject({ tip: {}, line_items: { data: [] } });
      expect(bare.amount_details).not.toHaveProperty('tax');
    }));

  it('are sent per capture with partial captures', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({
        ...ORDER,
        capture_method: 'manual',
        confirm: true,
        off_session: true,
        payment_method: 'pm_card_visa',
        payment_method_options: { card: { request_multicapture: 'if_available' } },
      });
      const part = (item: (typeof ITEMS)[number]): Stripe.PaymentIntentCaptureParams => ({
        amount_to_capture: 2300,
        final_capture: false,
        amount_details: {
          discount_amount: 100,
          tax: { total_tax_amount: 200 },
          shipping: { amount: 200, from_postal_code: '94110', to_postal_code: '94117' },
          line_items: [item],
        },
        ...WITH_ITEMS,
      });
      await expect(
        stripe.paymentIntents.capture(id, { amount_to_capture: 2300, final_capture: false }),
      ).rejects.toMatchObject({ param: 'amount_details' });
      const first = await stripe.paymentIntents.capture(id, part(ITEMS[0]));
      expect(first.amount_details).toMatchObject({
        discount_amount: 100,
        shipping: { amount: 200 },
        line_items: { data: [{ product_name: 'Chair' }] },
      });
      const second = await stripe.paymentIntents.capture(id, part(ITEMS[1]));
      expect(second).toMatchObject({ status: 'succeeded', amount_received: 4600 });
      expect(second.amount_details).toMatchObject({
        discount_amount: 200,
        tax: { total_tax_amount: 400 },
        shipping: { amount: 400, from_postal_code: '94110' },
        line_items: { data: [{ product_name: 'Chair' }, { product_name: 'Table' }] },
      });
    }));

  it('are also returned at older versions', () =>
    withFlorin(async ({ stripe, client }) => {
      const { id } = await stripe.paymentIntents.create(ORDER);
      const older = await client('sk_test_harness', { apiVersion: '2025-09-30.clover' }).paymentIntents.retrieve(id);
      expect(older.amount_details).toMatchObject({ discount_amount: 200, tax: { total_tax_amount: 400 } });
    }));
});
