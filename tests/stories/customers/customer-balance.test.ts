import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal, refusals } from '../../support/refusal.ts';

describe('the credit balance of a customer', () => {
  test('changes with each transaction, which holds the resulting balance', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      const credit = await stripe.customers.createBalanceTransaction(customer.id, {
        amount: -500,
        currency: 'usd',
        description: 'For the wait',
        metadata: { ticket: '7' },
      });
      expect(credit).toMatchObject({
        amount: -500,
        customer: customer.id,
        description: 'For the wait',
        ending_balance: -500,
        invoice: null,
        metadata: { ticket: '7' },
        type: 'adjustment',
      });
      const debit = await stripe.customers.createBalanceTransaction(customer.id, { amount: 200, currency: 'usd' });
      expect(debit.ending_balance).toBe(-300);
      expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -300, currency: 'usd' });
      const { data } = await stripe.customers.listBalanceTransactions(customer.id);
      expect(data.map(({ id }) => id)).toEqual([debit.id, credit.id]);
      const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
      expect(event?.data.previous_attributes).toEqual({ balance: -500 });
    }));

  test('is recorded when a customer is created or updated with one', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ balance: 1_000 });
      await stripe.customers.update(customer.id, { balance: -250 });
      await stripe.customers.update(customer.id, { balance: -250, name: 'Jenny' });
      const { data } = await stripe.customers.listBalanceTransactions(customer.id);
      expect(data.map(({ amount, ending_balance: ending, type }) => [amount, ending, type])).toEqual([
        [-1_250, -250, 'adjustment'],
        [1_000, 1_000, 'initial'],
      ]);
    }));

  test('is separate for each currency', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      const add = (amount: number, currency: string) =>
        stripe.customers.createBalanceTransaction(customer.id, { amount, currency });
      await add(-500, 'usd');
      await add(-700, 'eur');
      expect((await add(-100, 'EUR')).ending_balance).toBe(-800);
      const shown = await stripe.customers.retrieve(customer.id, { expand: ['invoice_credit_balance'] });
      expect(shown).toMatchObject({ balance: -500, invoice_credit_balance: { usd: -500, eur: -800 } });
    }));

  test('keeps its transactions; only their notes can be updated', () =>
    withFlorin(async ({ stripe, client }) => {
      const customer = await stripe.customers.create();
      const other = await stripe.customers.create();
      const { id } = await stripe.customers.createBalanceTransaction(customer.id, { amount: -5, currency: 'usd' });
      const noted = await stripe.customers.updateBalanceTransaction(customer.id, id, {
        description: 'Goodwill',
        metadata: { by: 'anna' },
      });
      expect(noted).toMatchObject({ amount: -5, description: 'Goodwill', metadata: { by: 'anna' } });
      expect(await stripe.customers.retrieveBalanceTransaction(customer.id, id)).toEqual(noted);
      for (const error of await refusals([
        stripe.customers.retrieveBalanceTransaction(other.id, id),
        client('sk_test_stranger').customers.retrieveBalanceTransaction(customer.id, id),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
      const create = (params: Stripe.CustomerCreateBalanceTransactionParams) =>
        refusal(stripe.customers.createBalanceTransaction(customer.id, params));
      expect(await create({ amount: 0, currency: 'usd' })).toMatchObject({ param: 'amount' });
      expect(await create({ amount: 5, currency: 'xxx' })).toMatchObject({ param: 'currency' });
    }));

  test('adds up under simultaneous changes', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stripe.customers.createBalanceTransaction(customer.id, { amount: index + 1, currency: 'usd' }),
        ),
      );
      const { data } = await stripe.customers.listBalanceTransactions(customer.id, { limit: 100 });
      expect((await stripe.customers.retrieve(customer.id)) as Stripe.Customer).toMatchObject({ balance: 210 });
      const oldestFirst = data.toSorted((a, b) => a.ending_balance - b.ending_balance);
      let balance = 0;
      for (const { amount, ending_balance: ending } of oldestFirst) {
        balance += amount;
        expect(ending).toBe(balance);
      }
    }));
});

describe('other settings of a customer', () => {
  test('matching of bank transfers', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ cash_balance: { settings: { reconciliation_mode: 'manual' } } });
      const { settings, available } = await stripe.customers.retrieveCashBalance(customer.id);
      expect([settings, available]).toEqual([{ reconciliation_mode: 'manual', using_merchant_default: false }, null]);
      const back = await stripe.customers.updateCashBalance(customer.id, {
        settings: { reconciliation_mode: 'merchant_default' },
      });
      expect(back.settings).toEqual({ reconciliation_mode: 'automatic', using_merchant_default: true });
      expect((await stripe.customers.listCashBalanceTransactions(customer.id)).data).toEqual([]);
    }));

  test('tax location', () =>
    withFlorin(async ({ stripe }) => {
      const taxed = async (params: Stripe.CustomerCreateParams) =>
        (await stripe.customers.create({ ...params, expand: ['tax'] })).tax;
      expect(await taxed({})).toMatchObject({ automatic_tax: 'unrecognized_location', location: null });
      expect(await taxed({ address: { country: 'DK' }, tax: { ip_address: '203.0.113.7' } })).toMatchObject({
        automatic_tax: 'not_collecting',
        ip_address: '203.0.113.7',
        location: { country: 'DK', source: 'billing_address', state: null },
      });
      const shipping = { name: 'Jenny', address: { country: 'US', postal_code: '94107', state: 'CA' } };
      expect(await taxed({ address: { country: 'DK' }, shipping })).toMatchObject({
        location: { country: 'US', source: 'shipping_destination', state: 'CA' },
      });
      const nowhere = stripe.customers.create({ tax: { validate_location: 'immediately' } });
      expect(await refusal(nowhere)).toMatchObject({ code: 'customer_tax_location_invalid' });
      const noAddress = stripe.customers.create({ tax: { ip_address: 'here' } });
      expect(await refusal(noAddress)).toMatchObject({ param: 'tax[ip_address]' });
    }));

  test('deleting a discount that does not exist', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create();
      expect(await refusal(stripe.customers.deleteDiscount(id))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
    }));

  test('invoice settings, with one event', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
      await stripe.customers.update(customer.id, {
        address: { country: 'DK', city: 'Odense' },
        invoice_settings: {
          custom_fields: [{ name: 'VAT', value: 'DK1' }],
          default_payment_method: method.id,
          footer: 'Thanks',
        },
        metadata: { tier: 'gold' },
        name: 'Jenny',
        preferred_locales: ['da', 'en'],
        shipping: { name: 'Jenny', address: { city: 'Odense' } },
        tax_exempt: 'reverse',
      });
      const updates = (await stripe.events.list({ type: 'customer.updated' })).data;
      expect(updates).toHaveLength(1);
      expect(updates[0]?.data.previous_attributes).toEqual({
        address: null,
        invoice_settings: { custom_fields: null, default_payment_method: null, footer: null },
        metadata: { tier: null },
        name: null,
        preferred_locales: [],
        shipping: null,
        tax_exempt: 'none',
      });
      await stripe.customers.update(customer.id, { name: 'Jenny' });
      expect((await stripe.events.list({ type: 'customer.updated' })).data).toHaveLength(1);
    }));
});
