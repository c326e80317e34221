import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { visit } from '../../support/visit.ts';

const TRANSFER = {
  customer_balance: {
    funding_type: 'bank_transfer',
    bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'DE' } },
  },
} as const satisfies Stripe.PaymentIntentCreateParams.PaymentMethodOptions;

function order(
  { stripe }: Pick<Harness, 'stripe'>,
  customer: string,
  amount: number,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount,
    currency: 'eur',
    customer,
    allowed_payment_method_types: ['customer_balance'],
    payment_method_data: { type: 'customer_balance' },
    payment_method_options: TRANSFER,
    confirm: true,
    ...more,
  });
}

async function send({ stripe, florin }: Harness, customer: string, amount: number, reference?: string): Promise<void> {
  await stripe.testHelpers.customers.fundCashBalance(customer, {
    amount,
    currency: 'eur',
    ...(reference !== undefined && { reference }),
  });
  await florin.advance('1s');
}

const available = async ({ stripe }: Pick<Harness, 'stripe'>, customer: string) =>
  (await stripe.customers.retrieveCashBalance(customer)).available;

it("is paid by the customer's transfers, in parts", () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    const intent = await order(harness, customer, 2500);
    const shown = intent.next_action?.display_bank_transfer_instructions;
    expect(shown).toMatchObject({ amount_remaining: 2500, currency: 'eur', type: 'eu_bank_transfer' });
    expect(shown?.financial_addresses?.[0]?.iban?.iban).toMatch(/^DE\d{16}$/);
    const page = await visit(harness.florin, shown?.hosted_instructions_url ?? '');
    expect(page.text).toContain(shown?.financial_addresses?.[0]?.iban?.iban);
    expect(page.text).toContain('€25.00');

    await send(harness, customer, 1000);
    const partly = await stripe.paymentIntents.retrieve(intent.id);
    expect(partly).toMatchObject({
      status: 'requires_action',
      next_action: { display_bank_transfer_instructions: { amount_remaining: 1500 } },
    });
    await send(harness, customer, 2000);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
    });
    expect(await available(harness, customer)).toEqual({ eur: 500 });
    const moves = await stripe.customers.listCashBalanceTransactions(customer);
    expect(moves.data.map(({ type, net_amount, ending_balance }) => [type, net_amount, ending_balance])).toEqual([
      ['applied_to_payment', -1500, 500],
      ['funded', 2000, 2000],
      ['applied_to_payment', -1000, 0],
      ['funded', 1000, 1000],
    ]);
    expect(await harness.eventTypes()).toContain('payment_intent.partially_funded');
  }));

it('is paid immediately from an existing cash balance', () =>
  withFlorin(async (harness) => {
    const { id: customer } = await harness.stripe.customers.create();
    await send(harness, customer, 3000);
    expect((await order(harness, customer, 2500)).status).toBe('succeeded');
    expect(await available(harness, customer)).toEqual({ eur: 500 });
  }));

it('emits unused funds if nothing matches, or matching is manual', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const told = async () =>
      (await stripe.events.list({ type: 'cash_balance.funds_available' })).data.map(({ data }) => data.object);
    const { id: customer } = await stripe.customers.create();
    await order(harness, customer, 2500);
    await send(harness, customer, 1000);
    expect(await told()).toEqual([]);
    await send(harness, customer, 2000);
    const balance = await stripe.customers.retrieveCashBalance(customer);
    expect(balance).toMatchObject({ object: 'cash_balance', available: { eur: 500 }, customer });
    expect(await told()).toEqual([balance]);
    await stripe.customers.updateCashBalance(customer, { settings: { reconciliation_mode: 'manual' } });
    await order(harness, customer, 700);
    await send(harness, customer, 200);
    expect(await told()).toMatchObject([{ available: { eur: 700 } }, balance]);
  }));

it("matches the payment in the transfer's reference, then the oldest", () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    const [older, newer] = [await order(harness, customer, 1000), await order(harness, customer, 2000)];
    await send(harness, customer, 2500);
    const state = async ({ id }: Stripe.PaymentIntent) => (await stripe.paymentIntents.retrieve(id)).status;
    expect([await state(older), await state(newer)]).toEqual(['succeeded', 'requires_action']);
    const { next_action: action } = await stripe.paymentIntents.retrieve(newer.id);
    expect(action?.display_bank_transfer_instructions?.amount_remaining).toBe(500);
  }));

it('waits for the merchant with manual matching', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    await stripe.customers.updateCashBalance(customer, { settings: { reconciliation_mode: 'manual' } });
    await send(harness, customer, 3000);
    const { id, status } = await order(harness, customer, 2500);
    expect(status).toBe('requires_action');
    await expect(stripe.paymentIntents.applyCustomerBalance(id, { amount: 2501 })).rejects.toMatchObject({
      param: 'amount',
    });
    const partly = await stripe.paymentIntents.applyCustomerBalance(id, { amount: 500 });
    expect(partly.next_action?.display_bank_transfer_instructions?.amount_remaining).toBe(2000);
    expect((await stripe.paymentIntents.applyCustomerBalance(id)).status).toBe('succeeded');
    expect(await available(harness, customer)).toEqual({ eur: 500 });
  }));

it('returns the funds if the payment is canceled or refunded', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    const { id } = await order(harness, customer, 2500);
    await send(harness, customer, 1000);
    await stripe.paymentIntents.cancel(id);
    expect(await available(harness, customer)).toEqual({ eur: 1000 });
    const paid = await order(harness, customer, 800);
    await stripe.refunds.create({ payment_intent: paid.id });
    expect(await available(harness, customer)).toEqual({ eur: 1000 });
  }));

it('returns the funds if the payment is paid by card after all', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    const { id } = await order(harness, customer, 2500, { allowed_payment_method_types: ['customer_balance', 'card'] });
    await send(harness, customer, 1000);
    expect((await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe('succeeded');
    expect(await available(harness, customer)).toEqual({ eur: 1000 });
  }));

it('requires a customer, and a type of transfer for the currency', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { id: customer } = await stripe.customers.create();
    const nobody = stripe.paymentIntents.create({
      amount: 2500,
      currency: 'eur',
      allowed_payment_method_types: ['customer_balance'],
      payment_method_data: { type: 'customer_balance' },
      payment_method_options: TRANSFER,
      confirm: true,
    });
    await expect(nobody).rejects.toMatchObject({ param: 'customer' });
    await expect(order(harness, customer, 2500, { currency: 'usd' })).rejects.toMatchObject({
      param: 'payment_method_options[customer_balance][bank_transfer][type]',
    });
    const instructions = await stripe.customers.createFundingInstructions(customer, {
      bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'FR' } },
      currency: 'eur',
      funding_type: 'bank_transfer',
    });
    expect(instructions.bank_transfer.financial_addresses.map(({ type }) => type)).toEqual(['iban']);
  }));
