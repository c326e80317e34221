import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Marketplace, openMarketplace } from './kit.ts';

let market: Marketplace;
let stripe: Stripe;
/** An account in Canada, whose balance holds Canadian dollars. */
let canadian: string;
let own: Stripe.RequestOptions;

/** Canadian dollars for one US dollar: without, and with the price of a conversion. */
const MID = 1.383;
const RATE = 1.35534;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
  const capabilities = { transfers: 'active', card_payments: 'active' } as const;
  canadian = await market.connect({ country: 'CA', default_currency: 'cad', capabilities });
  own = { stripeAccount: canadian };
  await market.fund(100_000);
});
// Closing examines the books: every transaction sums to zero in each of its currencies.
afterAll(() => market.close());

const transactionOf = (of: { balance_transaction: unknown } | null | undefined) =>
  of?.balance_transaction as Stripe.BalanceTransaction;
const amounts = ({ amount, currency, fee, net, exchange_rate: rate }: Stripe.BalanceTransaction) => [
  amount,
  currency,
  fee,
  net,
  rate,
];

describe('a payment of an account that has no bank account in its currency', () => {
  const pay = (params = {}) => market.pay({ application_fee_amount: 123, ...params }, own);

  test('is held in the account’s default currency, with its fees, and gives the platform its fee as it was set', async () => {
    const { latest_charge: charge } = await pay();
    expect(charge).toMatchObject({ amount: 1000, currency: 'usd' });
    // 2.9 % and 30 cents of 1355, and 123 US dollars' worth for the platform.
    expect(amounts(transactionOf(charge))).toEqual([1355, 'cad', 69 + 167, 1355 - 69 - 167, RATE]);
    expect(transactionOf(charge).fee_details.map(({ amount, currency }) => [amount, currency])).toEqual([
      [167, 'cad'],
      [69, 'cad'],
    ]);
    const { id } = charge.application_fee as Stripe.ApplicationFee;
    const fee = await stripe.applicationFees.retrieve(id, { expand: ['balance_transaction'] });
    expect(fee).toMatchObject({ amount: 123, currency: 'usd' });
    expect(amounts(transactionOf(fee))).toEqual([123, 'usd', 0, 123, RATE]);
  });

  test('is refunded without the price of the conversion, and its fee in proportion', async () => {
    const { id, latest_charge: charge } = await pay();
    const params = { payment_intent: id, refund_application_fee: true, expand: ['balance_transaction'] };
    const refund = await stripe.refunds.create(params, own);
    expect([refund.amount, refund.currency]).toEqual([1000, 'usd']);
    expect(amounts(transactionOf(refund))).toEqual([-1383, 'cad', 0, -1383, MID]);
    const fee = await stripe.applicationFees.retrieve((charge.application_fee as Stripe.ApplicationFee).id);
    expect(fee).toMatchObject({ amount_refunded: 123, currency: 'usd' });
    const [given] = (await stripe.applicationFees.listRefunds(fee.id, { expand: ['data.balance_transaction'] })).data;
    expect([given?.amount, given?.currency]).toEqual([167, 'cad']);
    expect(amounts(transactionOf(given))).toEqual([-123, 'usd', 0, -123, MID]);
  });

  test('is withdrawn by a dispute as it was settled, and a refund that fails returns what it took', async () => {
    await pay({ payment_method: 'pm_card_createDispute' });
    await market.florin.settled();
    const [dispute] = (await stripe.disputes.list({}, own)).data;
    expect(dispute).toMatchObject({ amount: 1000, currency: 'usd' });
    const [withdrawn] = dispute?.balance_transactions ?? [];
    expect(withdrawn && amounts(withdrawn)).toEqual([-1355, 'cad', 1500, -2855, null]);

    const { id } = await pay({ payment_method: 'pm_card_refundFail' });
    const refund = () => stripe.refunds.create({ payment_intent: id }, own);
    const worth = await market.worth(canadian, 'cad');
    await refund();
    await market.florin.advance('1h');
    expect(await market.worth(canadian, 'cad')).toBe(worth);
  });

  test('stays as it is once the account has a bank account in the currency', async () => {
    const other = await market.connect({ country: 'CA', default_currency: 'cad' });
    const external_account = {
      object: 'bank_account',
      country: 'US',
      currency: 'usd',
      routing_number: '110000000',
      account_number: '000123456789',
    } as const;
    await stripe.accounts.createExternalAccount(other, { external_account });
    const { latest_charge: charge } = await market.pay({}, { stripeAccount: other });
    expect(amounts(transactionOf(charge))).toEqual([1000, 'usd', 59, 941, null]);
  });
});

describe('a transfer to an account in another currency', () => {
  test('is a payment in its own currency, which the account’s balance holds in another', async () => {
    const transfer = await stripe.transfers.create({ amount: 500, currency: 'usd', destination: canadian });
    const id = transfer.destination_payment as string;
    const payment = await stripe.charges.retrieve(id, { expand: ['balance_transaction'] }, own);
    expect([payment.amount, payment.currency]).toEqual([500, 'usd']);
    expect(amounts(transactionOf(payment))).toEqual([678, 'cad', 0, 678, RATE]);
    const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 200 });
    const refunded = await stripe.refunds.retrieve(
      reversal.destination_payment_refund as string,
      { expand: ['balance_transaction'] },
      own,
    );
    expect([refunded.amount, refunded.currency]).toEqual([200, 'usd']);
    expect(amounts(transactionOf(refunded))).toEqual([-277, 'cad', 0, -277, MID]);
  });

  test('takes the platform’s fee from the converted amount', async () => {
    const data = { transfer_data: { destination: canadian }, application_fee_amount: 100 };
    const { latest_charge: charge } = await market.pay(data);
    expect(amounts(transactionOf(charge))).toEqual([1000, 'usd', 59, 941, null]);
    const { destination_payment: id } = await stripe.transfers.retrieve(charge.transfer as string);
    const payment = await stripe.charges.retrieve(id as string, { expand: ['balance_transaction'] }, own);
    expect(payment.application_fee_amount).toBe(100);
    expect(amounts(transactionOf(payment))).toEqual([1355, 'cad', 136, 1219, RATE]);
    const { data: fees } = await stripe.applicationFees.list({ charge: payment.id });
    expect(fees.map(({ amount, currency }) => [amount, currency])).toEqual([[100, 'usd']]);
  });
});

describe('a payment on behalf of an account', () => {
  const pay = (params = {}) =>
    market.pay({
      on_behalf_of: canadian,
      transfer_data: { destination: canadian },
      application_fee_amount: 100,
      ...params,
    });

  test('is settled in the account’s country and currency, also on the platform’s balance', async () => {
    const { latest_charge: charge } = await pay();
    expect(amounts(transactionOf(charge))).toEqual([1355, 'cad', 69, 1286, RATE]);
    const transfer = await stripe.transfers.retrieve(charge.transfer as string);
    expect([transfer.amount, transfer.currency]).toEqual([1355, 'cad']);
    const id = transfer.destination_payment as string;
    const payment = await stripe.charges.retrieve(id, { expand: ['balance_transaction', 'application_fee'] }, own);
    expect(payment).toMatchObject({ amount: 1355, currency: 'cad', application_fee_amount: 136 });
    expect(payment.application_fee).toMatchObject({ amount: 100, currency: 'usd' });
    expect(amounts(transactionOf(payment))).toEqual([1355, 'cad', 136, 1219, null]);
  });

  test('is refunded, and its transfer and fee with it', async () => {
    const { id, latest_charge: charge } = await pay();
    const both = { refund_application_fee: true, reverse_transfer: true };
    const refund = await stripe.refunds.create({ payment_intent: id, ...both, expand: ['balance_transaction'] });
    expect(amounts(transactionOf(refund))).toEqual([-1383, 'cad', 0, -1383, MID]);
    const transfer = await stripe.transfers.retrieve(charge.transfer as string);
    expect(transfer).toMatchObject({ amount_reversed: 1355, reversed: true });
    const [fee] = (await stripe.applicationFees.list({ limit: 1 })).data;
    expect(fee).toMatchObject({ amount_refunded: 100, refunded: true });
    expect(fee?.refunds.data.map(({ amount, currency }) => [amount, currency])).toEqual([[136, 'cad']]);
  });

  test('has the account’s statement descriptor, name and payment methods', async () => {
    const settings = { payments: { statement_descriptor: 'MAPLE SHIRTS' } };
    await stripe.accounts.update(canadian, { settings });
    await market.enable(canadian);
    const { latest_charge: charge } = await pay();
    expect(charge.calculated_statement_descriptor).toBe('MAPLE SHIRTS');
    const receipt = await market.florin.fetch(charge.receipt_url ?? '');
    expect(await receipt.text()).toContain('Rocket Rides');
    const [configuration] = (await stripe.paymentMethodConfigurations.list({}, own)).data;
    const off = { mobilepay: { display_preference: { preference: 'off' } } } as const;
    await stripe.paymentMethodConfigurations.update(configuration?.id ?? '', off, own);
    const offered = async (params = {}) => {
      const wanted = { amount: 1000, currency: 'eur', automatic_payment_methods: { enabled: true }, ...params };
      return (await stripe.paymentIntents.create(wanted)).payment_method_types;
    };
    expect(await offered()).toContain('mobilepay');
    expect(await offered({ on_behalf_of: canadian })).not.toContain('mobilepay');
    const setup = await stripe.setupIntents.create({ on_behalf_of: canadian });
    expect(setup.on_behalf_of).toBe(canadian);
    await expect(stripe.setupIntents.create({ on_behalf_of: 'acct_unknown' })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'on_behalf_of',
    });
  });

  test('cannot be sent to another account', async () => {
    const other = await market.connect();
    await expect(pay({ on_behalf_of: other })).rejects.toMatchObject({ statusCode: 400, param: 'on_behalf_of' });
  });

  test('shows the account’s name and colors in Checkout', async () => {
    await stripe.accounts.update(canadian, { settings: { branding: { primary_color: '#ff0000' } } });
    const line = { price_data: { currency: 'cad', unit_amount: 1000, product_data: { name: 'Shirt' } }, quantity: 1 };
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [line],
      payment_intent_data: { on_behalf_of: canadian },
      success_url: 'https://example.com/',
    });
    expect(session.branding_settings).toMatchObject({ background_color: '#ff0000', display_name: 'Rocket Rides' });
  });
});
