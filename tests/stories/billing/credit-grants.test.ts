import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { applyCredits, type UsableGrant } from '../../../src/billing/credits/apply.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const METERED = { scope: { price_type: 'metered' } } as const;
const DAY = 86_400;

const money = (value: number, currency = 'usd') => ({ type: 'monetary', monetary: { value, currency } }) as const;

async function customerOn({ stripe }: Harness): Promise<string> {
  return (await stripe.customers.create()).id;
}

const balances = async ({ stripe }: Harness, customer: string) => {
  const filter = { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } } as const;
  const summary = await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter });
  return summary.balances.map(({ available_balance, ledger_balance }) => [
    available_balance.monetary?.currency,
    available_balance.monetary?.value,
    ledger_balance.monetary?.value,
  ]);
};

const ledger = async ({ stripe }: Harness, params: Stripe.Billing.CreditBalanceTransactionListParams) => {
  const { data } = await stripe.billing.creditBalanceTransactions.list(params);
  return data.map(({ type, credit, debit }) => [
    type,
    (credit ?? debit)?.type,
    (credit ?? debit)?.amount.monetary?.value,
  ]);
};

describe('a credit grant', () => {
  test('adds to the balance of its customer, and its ledger begins', () =>
    withFlorin(async (shop) => {
      const customer = await customerOn(shop);
      const grant = await shop.stripe.billing.creditGrants.create({
        amount: money(1000),
        applicability_config: METERED,
        category: 'paid',
        customer,
        name: 'Prepaid',
      });
      expect(grant).toMatchObject({
        customer,
        effective_at: grant.created,
        expires_at: null,
        priority: 50,
        test_clock: null,
        voided_at: null,
      });
      await shop.stripe.billing.creditGrants.create({
        amount: money(500, 'eur'),
        applicability_config: METERED,
        category: 'promotional',
        customer,
        effective_at: grant.created + DAY,
      });
      expect(await balances(shop, customer)).toEqual([
        ['usd', 1000, 1000],
        ['eur', 0, 500],
      ]);
      expect(await ledger(shop, { customer })).toEqual([
        ['credit', 'credits_granted', 500],
        ['credit', 'credits_granted', 1000],
      ]);
      await shop.florin.advance('1d');
      expect(await balances(shop, customer)).toContainEqual(['eur', 500, 500]);
      expect(await shop.eventTypes()).toEqual([
        'customer.created',
        'billing.credit_balance_transaction.created',
        'billing.credit_grant.created',
        'billing.credit_balance_transaction.created',
        'billing.credit_grant.created',
      ]);
    }));

  test('expires by itself, on the clock of its customer', () =>
    withFlorin(async (shop) => {
      const { stripe } = shop;
      const frozen_time = Date.UTC(2030, 0, 1) / 1000;
      const { id: test_clock } = await stripe.testHelpers.testClocks.create({ frozen_time });
      const { id: customer } = await stripe.customers.create({ test_clock });
      const grant = await stripe.billing.creditGrants.create({
        amount: money(1000),
        applicability_config: METERED,
        category: 'paid',
        customer,
        expires_at: frozen_time + 10 * DAY,
      });
      expect(grant).toMatchObject({ created: frozen_time, test_clock });
      await stripe.billing.creditGrants.update(grant.id, { expires_at: frozen_time + DAY });
      await stripe.testHelpers.testClocks.advance(test_clock, { frozen_time: frozen_time + 2 * DAY });
      await shop.florin.settled();
      expect(await balances(shop, customer)).toEqual([['usd', 0, 0]]);
      expect(await ledger(shop, { credit_grant: grant.id })).toEqual([
        ['debit', 'credits_expired', 1000],
        ['credit', 'credits_granted', 1000],
      ]);
    }));

  test('is expired or voided by the merchant, once', () =>
    withFlorin(async (shop) => {
      const { creditGrants } = shop.stripe.billing;
      const customer = await customerOn(shop);
      const grant = () =>
        creditGrants.create({ amount: money(100), applicability_config: METERED, category: 'paid', customer });
      const [first, second] = [await grant(), await grant()];
      expect(await creditGrants.expire(first.id)).toMatchObject({ expires_at: first.created });
      expect(await creditGrants.voidGrant(second.id)).toMatchObject({ voided_at: second.created });
      for (const { id } of [first, second])
        for (const end of [creditGrants.expire(id), creditGrants.voidGrant(id), creditGrants.update(id, {})])
          expect(await refusal(end)).toMatchObject({ statusCode: 400 });
      expect(await ledger(shop, { customer })).toEqual([
        ['debit', 'credits_voided', 100],
        ['debit', 'credits_expired', 100],
        ['credit', 'credits_granted', 100],
        ['credit', 'credits_granted', 100],
      ]);
    }));

  test('pays for metered prices, all or some', () =>
    withFlorin(async (shop) => {
      const { stripe } = shop;
      const customer = await customerOn(shop);
      const { id: meter } = await stripe.billing.meters.create({
        display_name: 'Calls',
        event_name: 'calls',
        default_aggregation: { formula: 'sum' },
      });
      const price = async (recurring: Stripe.PriceCreateParams.Recurring) =>
        (await stripe.prices.create({ currency: 'usd', unit_amount: 2, product_data: { name: 'Call' }, recurring })).id;
      const metered = await price({ interval: 'month', usage_type: 'metered', meter });
      const licensed = await price({ interval: 'month' });
      const grant = (scope: Stripe.Billing.CreditGrantCreateParams.ApplicabilityConfig.Scope) =>
        stripe.billing.creditGrants.create({
          amount: money(100),
          applicability_config: { scope },
          category: 'paid',
          customer,
        });
      const { id } = await grant({ prices: [{ id: metered }] });
      const left = async (filter: Stripe.Billing.CreditBalanceSummaryRetrieveParams.Filter) =>
        (await stripe.billing.creditBalanceSummaries.retrieve({ customer, filter })).balances[0]?.available_balance
          .monetary?.value;
      expect(await left({ type: 'credit_grant', credit_grant: id })).toBe(100);
      const type = 'applicability_scope';
      expect(await left({ type, applicability_scope: { prices: [{ id: metered }] } })).toBe(100);
      expect(await left({ type, applicability_scope: { price_type: 'metered' } })).toBeUndefined();
      const scope = 'applicability_config[scope]';
      const refused = async (params: Stripe.Billing.CreditGrantCreateParams.ApplicabilityConfig.Scope, param: string) =>
        expect(await refusal(grant(params))).toMatchObject({ statusCode: 400, param });
      await refused({ prices: [{ id: licensed }] }, `${scope}[prices][0][id]`);
      await refused({ prices: [{ id: 'price_none' }] }, `${scope}[prices][0][id]`);
      await refused({ price_type: 'metered', prices: [{ id: metered }] }, `${scope}[prices]`);
    }));

  test.each<[string, Partial<Stripe.Billing.CreditGrantCreateParams>]>([
    ['amount[monetary][value]', { amount: money(0) }],
    ['amount[monetary][currency]', { amount: money(1, 'xyz') }],
    ['amount[monetary]', { amount: { type: 'monetary' } }],
    ['customer', { customer: 'cus_none' }],
    ['expires_at', { expires_at: 1_000_000_000 }],
    ['expires_at', { effective_at: 2_000_000_000, expires_at: 1_999_999_999 }],
    ['name', { name: 'x'.repeat(101) }],
    ['priority', { priority: 101 }],
  ])('is refused with a wrong %s', (param, wrong) =>
    withFlorin(async (shop) => {
      const customer = await customerOn(shop);
      const given = { amount: money(100), applicability_config: METERED, category: 'paid', customer } as const;
      expect(await refusal(shop.stripe.billing.creditGrants.create({ ...given, ...wrong }))).toMatchObject({
        statusCode: 400,
        param,
      });
      expect(await shop.eventTypes()).toEqual(['customer.created']);
    }),
  );
});

describe('credits', () => {
  const grant = (id: string, remaining: number, rest: Partial<UsableGrant> = {}): UsableGrant => ({
    id,
    remaining,
    priority: 50,
    expiresAt: null,
    category: 'paid',
    effectiveAt: 0,
    covers: () => true,
    ...rest,
  });

  test('pay line by line, in the documented order of grants', () => {
    const grants = [
      grant('oldest', 10),
      grant('effective later', 10, { effectiveAt: 5 }),
      grant('promotional', 10, { category: 'promotional' }),
      grant('expires', 10, { expiresAt: 100 }),
      grant('expires sooner', 10, { expiresAt: 50 }),
      grant('first', 10, { priority: 0 }),
    ];
    const lines = [
      { id: 'a', price: 'p', amount: 25 },
      { id: 'b', price: 'q', amount: 100 },
    ];
    expect(applyCredits(grants, lines).map(({ grant: id, line, amount }) => [line, id, amount])).toEqual([
      ['a', 'first', 10],
      ['a', 'expires sooner', 10],
      ['a', 'expires', 5],
      ['b', 'expires', 5],
      ['b', 'promotional', 10],
      ['b', 'oldest', 10],
      ['b', 'effective later', 10],
    ]);
  });

  test('pay only for the prices that they cover, and never more than a line', () => {
    const grants = [grant('of q', 100, { covers: (price) => price === 'q' })];
    expect(applyCredits(grants, [{ id: 'a', price: 'p', amount: 5 }])).toEqual([]);
    expect(applyCredits(grants, [{ id: 'b', price: 'q', amount: 5 }])).toEqual([
      { grant: 'of q', line: 'b', amount: 5 },
    ]);
    expect(applyCredits(grants, [{ id: 'c', price: 'q', amount: -5 }])).toEqual([]);
  });
});
