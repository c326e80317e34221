import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

/** The last version with coupons on customers. */
const BEFORE_BASIL = { headers: { 'stripe-version': '2025-02-24.acacia' } };
const DAY = 86_400;

const seconds = ({ clock }: Harness) => Math.floor(clock.now() / 1000);

describe('a coupon', () => {
  test('discounts a percentage or an amount', () =>
    withFlorin(async ({ stripe, call, eventTypes }) => {
      const percent = await stripe.coupons.create({ percent_off: 25.5, name: 'Autumn' });
      expect(percent).toMatchObject({
        id: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
        amount_off: null,
        currency: null,
        duration: 'once',
        duration_in_months: null,
        percent_off: 25.5,
        times_redeemed: 0,
        valid: true,
      });
      const amount = await stripe.coupons.create({
        id: 'WELCOME',
        amount_off: 500,
        currency: 'USD',
        currency_options: { eur: { amount_off: 450 } },
        duration: 'repeating',
        duration_in_months: 3,
        max_redemptions: 10,
      });
      expect(amount).toMatchObject({ id: 'WELCOME', amount_off: 500, currency: 'usd', duration_in_months: 3 });
      expect(amount).not.toHaveProperty('currency_options');
      const { body } = await call('GET', '/v1/coupons/WELCOME?expand[]=currency_options');
      expect(body.currency_options).toEqual({ usd: { amount_off: 500 }, eur: { amount_off: 450 } });
      expect((await stripe.coupons.list()).data.map(({ id }) => id)).toEqual(['WELCOME', percent.id]);
      expect(await stripe.coupons.update('WELCOME', { name: 'Hello', metadata: { a: '1' } })).toMatchObject({
        name: 'Hello',
        metadata: { a: '1' },
      });
      expect(await stripe.coupons.del('WELCOME')).toEqual({ id: 'WELCOME', object: 'coupon', deleted: true });
      expect(await refusal(stripe.coupons.retrieve('WELCOME'))).toMatchObject({ statusCode: 404, param: 'coupon' });
      expect(await eventTypes()).toEqual(['coupon.created', 'coupon.created', 'coupon.updated', 'coupon.deleted']);
    }));

  test('can be limited to products, which are returned on request', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.products.create({ name: 'Tea' });
      const coupon = await stripe.coupons.create({ percent_off: 10, applies_to: { products: [id] } });
      expect(coupon).not.toHaveProperty('applies_to');
      const expanded = await stripe.coupons.retrieve(coupon.id, { expand: ['applies_to'] });
      expect(expanded.applies_to).toEqual({ products: [id] });
      const unknown = stripe.coupons.create({ percent_off: 10, applies_to: { products: ['prod_none'] } });
      expect(await refusal(unknown)).toMatchObject({ code: 'resource_missing', param: 'applies_to[products][0]' });
    }));

  const CENTURY = 4_000_000_000;
  test.each<[string, Stripe.CouponCreateParams]>([
    ['percent_off', {}],
    ['percent_off', { percent_off: 0 }],
    ['percent_off', { percent_off: 100.5 }],
    ['percent_off', { percent_off: 33.33333 }],
    ['amount_off', { percent_off: 10, amount_off: 10, currency: 'usd' }],
    ['amount_off', { amount_off: 0, currency: 'usd' }],
    ['currency', { amount_off: 10 }],
    ['currency', { amount_off: 10, currency: 'xyz' }],
    ['currency_options', { percent_off: 10, currency_options: { eur: { amount_off: 5 } } }],
    [
      'currency_options[eur][amount_off]',
      { amount_off: 5, currency: 'usd', currency_options: { eur: { amount_off: 0 } } },
    ],
    ['duration_in_months', { percent_off: 10, duration: 'repeating' }],
    ['duration_in_months', { percent_off: 10, duration: 'repeating', duration_in_months: 0 }],
    ['duration_in_months', { percent_off: 10, duration: 'forever', duration_in_months: 3 }],
    ['duration', { percent_off: 10, duration: 'always' }],
    ['max_redemptions', { percent_off: 10, max_redemptions: 0 }],
    ['redeem_by', { percent_off: 10, redeem_by: 1_000_000_000 }],
    ['redeem_by', { percent_off: 10, redeem_by: CENTURY }],
    ['name', { percent_off: 10, name: 'N'.repeat(41) }],
    ['id', { percent_off: 10, id: 'a b' }],
  ])('is rejected for an invalid %s (%j)', (param, params) =>
    withFlorin(async ({ stripe }) => {
      expect(await refusal(stripe.coupons.create(params))).toMatchObject({ statusCode: 400, param });
    }),
  );

  test('expires with its last second', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id } = await stripe.coupons.create({ percent_off: 10, redeem_by: seconds(harness) + DAY });
      const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id } });
      expect((await stripe.coupons.retrieve(id)).valid).toBe(true);
      await florin.advance('25h');
      expect((await stripe.coupons.retrieve(id)).valid).toBe(false);
      expect((await stripe.coupons.list()).data[0]?.valid).toBe(false);
      expect((await stripe.promotionCodes.retrieve(code.id)).active).toBe(false);
      expect((await stripe.promotionCodes.list({ active: true })).data).toEqual([]);
      const late = stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id } });
      expect(await refusal(late)).toMatchObject({ code: 'coupon_expired', param: 'promotion[coupon]' });
    }));
});

describe('a promotion code', () => {
  const world = (story: (harness: Harness, promotion: { type: 'coupon'; coupon: string }) => Promise<void>) =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.coupons.create({ id: 'TEN', percent_off: 10, max_redemptions: 5 });
      await story(harness, { type: 'coupon', coupon: id });
    });

  test('refers to a coupon', () =>
    world(async ({ stripe, call, eventTypes }, promotion) => {
      const customer = await stripe.customers.create();
      const code = await stripe.promotionCodes.create({
        promotion,
        code: 'Fall-20',
        customer: customer.id,
        max_redemptions: 2,
        restrictions: {
          first_time_transaction: true,
          minimum_amount: 1000,
          minimum_amount_currency: 'usd',
          currency_options: { eur: { minimum_amount: 900 } },
        },
      });
      expect(code).toMatchObject({
        id: expect.stringMatching(/^promo_/),
        active: true,
        code: 'Fall-20',
        customer: customer.id,
        expires_at: null,
        promotion: { coupon: 'TEN', type: 'coupon' },
        restrictions: { first_time_transaction: true, minimum_amount: 1000, minimum_amount_currency: 'usd' },
        times_redeemed: 0,
      });
      const { body } = await call('GET', `/v1/promotion_codes/${code.id}?expand[]=restrictions.currency_options`);
      expect(body.restrictions.currency_options).toEqual({
        usd: { minimum_amount: 1000 },
        eur: { minimum_amount: 900 },
      });
      const expanded = await stripe.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] });
      expect(expanded.promotion.coupon).toMatchObject({ object: 'coupon', percent_off: 10 });
      expect((await stripe.promotionCodes.update(code.id, { active: false, metadata: { a: '1' } })).active).toBe(false);
      expect(await eventTypes()).toEqual([
        'coupon.created',
        'customer.created',
        'promotion_code.created',
        'promotion_code.updated',
      ]);
    }));

  test('is unique among the active codes of a customer, ignoring case', () =>
    world(async ({ stripe }, promotion) => {
      const { id: customer } = await stripe.customers.create();
      const first = await stripe.promotionCodes.create({ promotion, code: 'FALL' });
      expect(await refusal(stripe.promotionCodes.create({ promotion, code: 'fall' }))).toMatchObject({ param: 'code' });
      const theirs = await stripe.promotionCodes.create({ promotion, code: 'fall', customer });
      await stripe.promotionCodes.update(first.id, { active: false });
      const next = await stripe.promotionCodes.create({ promotion, code: 'fall' });
      expect(await refusal(stripe.promotionCodes.update(first.id, { active: true }))).toMatchObject({ param: 'code' });
      const ids = async (params: object) => (await stripe.promotionCodes.list(params)).data.map(({ id }) => id);
      expect(await ids({ code: 'Fall' })).toEqual([next.id, theirs.id, first.id]);
      expect(await ids({ code: 'fall', active: true })).toEqual([next.id, theirs.id]);
      expect(await ids({ customer })).toEqual([theirs.id]);
      expect(await ids({ coupon: 'TEN' })).toHaveLength(3);
      expect(await ids({ coupon: 'other' })).toEqual([]);
      const { code } = await stripe.promotionCodes.create({ promotion });
      expect(code).toMatch(/^[A-Z0-9]{8}$/);
    }));

  test('keeps its code unique under simultaneous creations', () =>
    world(async ({ stripe }, promotion) => {
      const create = () => stripe.promotionCodes.create({ promotion, code: 'RUSH' });
      const made = await Promise.allSettled(Array.from({ length: 5 }, create));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }));

  test('expires with its coupon', () =>
    world(async ({ stripe, eventTypes }, promotion) => {
      const { id } = await stripe.promotionCodes.create({ promotion });
      await stripe.coupons.del('TEN');
      expect((await stripe.promotionCodes.retrieve(id)).active).toBe(false);
      expect(await refusal(stripe.promotionCodes.update(id, { active: true }))).toMatchObject({
        code: 'resource_missing',
      });
      expect((await eventTypes()).slice(-2)).toEqual(['promotion_code.updated', 'coupon.deleted']);
    }));

  test.each<[string, object]>([
    ['promotion', { promotion: undefined }],
    ['promotion[coupon]', { promotion: { type: 'coupon' } }],
    ['promotion[coupon]', { promotion: { type: 'coupon', coupon: 'none' } }],
    ['code', { code: 'ÆØÅ' }],
    ['customer', { customer: 'cus_none' }],
    ['max_redemptions', { max_redemptions: 6 }],
    ['max_redemptions', { max_redemptions: 0 }],
    ['expires_at', { expires_at: 1_000_000_000 }],
    ['restrictions[minimum_amount_currency]', { restrictions: { minimum_amount: 10 } }],
    ['restrictions[minimum_amount]', { restrictions: { minimum_amount_currency: 'usd' } }],
    ['restrictions[currency_options]', { restrictions: { currency_options: { eur: { minimum_amount: 5 } } } }],
  ])('is rejected for an invalid %s', (param, params) =>
    world(async ({ stripe }, promotion) => {
      const create = stripe.promotionCodes.create({ promotion, ...params } as Stripe.PromotionCodeCreateParams);
      expect(await refusal(create)).toMatchObject({ statusCode: 400, param });
    }),
  );

  test('held its coupon directly at older versions', () =>
    world(async ({ call }) => {
      const { body } = await call('POST', '/v1/promotion_codes', { coupon: 'TEN', code: 'OLD' }, BEFORE_BASIL);
      expect(body).toMatchObject({ code: 'OLD', coupon: { object: 'coupon', id: 'TEN', percent_off: 10 } });
      expect(body).not.toHaveProperty('promotion');
      const missing = await call('POST', '/v1/promotion_codes', { code: 'OLD2' }, BEFORE_BASIL);
      expect(missing.body.error).toMatchObject({ code: 'parameter_missing', param: 'coupon' });
      const newest = await call('POST', '/v1/promotion_codes', { coupon: 'TEN' });
      expect(newest.status).toBe(400);
    }));
});

describe('the discount of a customer', () => {
  test('is created from a coupon, replaced and deleted', () =>
    withFlorin(async ({ stripe, call, eventTypes }) => {
      await stripe.coupons.create({ id: 'HALF', percent_off: 50, duration: 'forever' });
      await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'repeating', duration_in_months: 3 });
      const { body: customer } = await call('POST', '/v1/customers', { coupon: 'HALF' }, BEFORE_BASIL);
      expect(customer.discount).toMatchObject({
        object: 'discount',
        coupon: { id: 'HALF', percent_off: 50, times_redeemed: 1 },
        customer: customer.id,
        end: null,
        promotion_code: null,
      });
      const newest = await stripe.customers.retrieve(customer.id);
      expect(newest).toMatchObject({ discount: { source: { type: 'coupon', coupon: 'HALF' } } });
      const path = `/v1/customers/${customer.id}`;
      const { body: changed } = await call('POST', path, { coupon: 'TEN' }, BEFORE_BASIL);
      expect(changed.discount.coupon.id).toBe('TEN');
      expect(changed.discount.end).toBeGreaterThan(changed.discount.start);
      const ended = await stripe.customers.deleteDiscount(customer.id);
      expect(ended).toMatchObject({ object: 'discount', deleted: true, customer: customer.id });
      expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ discount: null });
      expect(await refusal(stripe.customers.deleteDiscount(customer.id))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
      expect(await eventTypes()).toEqual([
        'coupon.created',
        'coupon.created',
        'coupon.updated',
        'customer.created',
        'customer.discount.created',
        'coupon.updated',
        'customer.updated',
        'customer.discount.updated',
        'customer.discount.deleted',
      ]);
    }));

  test('ends after its months', () =>
    withFlorin(async ({ stripe, call, florin, eventTypes }) => {
      await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'repeating', duration_in_months: 1 });
      const { body } = await call('POST', '/v1/customers', { coupon: 'TEN' }, BEFORE_BASIL);
      await florin.advance('27d');
      expect(await stripe.customers.retrieve(body.id)).toMatchObject({ discount: { start: body.discount.start } });
      await florin.advance('5d');
      expect(await stripe.customers.retrieve(body.id)).toMatchObject({ discount: null });
      expect((await eventTypes()).at(-1)).toBe('customer.discount.deleted');
    }));

  test('remains when the coupon is deleted', () =>
    withFlorin(async ({ stripe, call }) => {
      await stripe.coupons.create({ id: 'HALF', percent_off: 50 });
      const { body } = await call('POST', '/v1/customers', { coupon: 'HALF' }, BEFORE_BASIL);
      await stripe.coupons.del('HALF');
      const { body: kept } = await call('GET', `/v1/customers/${body.id}`, '', BEFORE_BASIL);
      expect(kept.discount.coupon).toMatchObject({ id: 'HALF', percent_off: 50 });
      const again = await call('POST', '/v1/customers', { coupon: 'HALF' }, BEFORE_BASIL);
      expect(again.body.error).toMatchObject({ code: 'resource_missing', param: 'coupon' });
    }));

  test('is created by a code only for eligible customers, and within its redemptions', () =>
    withFlorin(async ({ stripe, call }) => {
      await stripe.coupons.create({ id: 'HALF', percent_off: 50, max_redemptions: 2 });
      const promotion = { type: 'coupon', coupon: 'HALF' } as const;
      const [jenny, other] = [await stripe.customers.create(), await stripe.customers.create()];
      const hers = await stripe.promotionCodes.create({ promotion, code: 'JENNY', customer: jenny.id });
      const once = await stripe.promotionCodes.create({ promotion, code: 'ONCE', max_redemptions: 1 });
      const give = (customer: string, promotion_code: string) =>
        call('POST', `/v1/customers/${customer}`, { promotion_code }, BEFORE_BASIL);
      expect((await give(other.id, hers.id)).body.error).toMatchObject({ param: 'promotion_code' });
      expect((await give(jenny.id, hers.id)).body.discount).toMatchObject({ promotion_code: hers.id });
      expect((await give(other.id, once.id)).status).toBe(200);
      expect((await give(jenny.id, once.id)).body.error).toMatchObject({ param: 'promotion_code' });
      expect(await stripe.coupons.retrieve('HALF')).toMatchObject({ times_redeemed: 2, valid: false });
      expect((await stripe.promotionCodes.list({ active: true })).data).toEqual([]);
      const { body } = await call('POST', '/v1/customers', { coupon: 'HALF' }, BEFORE_BASIL);
      expect(body.error).toMatchObject({ code: 'coupon_expired', param: 'coupon' });
    }));

  test('is redeemed within its limit under simultaneous requests', () =>
    withFlorin(async ({ stripe, call }) => {
      await stripe.coupons.create({ id: 'FEW', percent_off: 50, max_redemptions: 3 });
      const wishes = Array.from({ length: 8 }, () => call('POST', '/v1/customers', { coupon: 'FEW' }, BEFORE_BASIL));
      const answers = await Promise.all(wishes);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
      for (const { status, body } of answers) if (status !== 200) expect(body.error.code).toBe('coupon_expired');
      expect(await stripe.coupons.retrieve('FEW')).toMatchObject({ times_redeemed: 3, valid: false });
      expect((await stripe.customers.list()).data).toHaveLength(3);
    }));

  test('is limited to first-time customers if its code requires it', () =>
    withFlorin(async ({ stripe, call }) => {
      await stripe.coupons.create({ id: 'HALF', percent_off: 50 });
      const code = await stripe.promotionCodes.create({
        promotion: { type: 'coupon', coupon: 'HALF' },
        restrictions: { first_time_transaction: true },
      });
      const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
      await stripe.charges.create({ amount: 500, currency: 'usd', customer });
      const give = (id: string) => call('POST', `/v1/customers/${id}`, { promotion_code: code.id }, BEFORE_BASIL);
      expect((await give(customer)).body.error).toMatchObject({ param: 'promotion_code' });
      const { id: newcomer } = await stripe.customers.create();
      expect((await give(newcomer)).status).toBe(200);
    }));
});
