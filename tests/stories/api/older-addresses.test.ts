import { expect, it } from 'vitest';
import { assemble } from '../../../src/kernel/assemble.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Addresses that clients made from the API's older descriptions still call: each answers as the newer one. */

interface Shop {
  readonly customer: string;
  readonly card: string;
  readonly bank: string;
  readonly paid: string;
  readonly refunded: string;
  readonly refund: string;
  readonly disputed: string;
  readonly dispute: string;
  readonly transaction: string;
  /** A connected account, a bank account of it that is not its default, and a debit card. */
  readonly account: string;
  readonly payout: string;
  readonly debitCard: string;
  readonly subscription: string;
}

async function open({ stripe }: Harness): Promise<Shop> {
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
  await stripe.products.create({ id: 'tea', name: 'Tea' });
  const tea = { currency: 'usd', product: 'tea', unit_amount: 500, recurring: { interval: 'month' as const } };
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price_data: tea }],
    collection_method: 'send_invoice',
    days_until_due: 30,
  });
  const card = await stripe.customers.createSource(customer, { source: 'tok_visa' });
  const token = await stripe.tokens.create({
    bank_account: { country: 'US', currency: 'usd', account_number: '000123456789', routing_number: '110000000' },
  });
  const bank = await stripe.customers.createSource(customer, { source: token.id });
  const charge = (source: string) => stripe.charges.create({ amount: 1000, currency: 'usd', source });
  const [paid, refunded, disputed] = [
    await charge('tok_visa'),
    await charge('tok_visa'),
    await charge('tok_createDispute'),
  ];
  const refund = await stripe.refunds.create({ charge: refunded.id, amount: 100 });
  const [dispute] = (await stripe.disputes.list({ charge: disputed.id })).data;
  const { id: account } = await stripe.accounts.create({ type: 'custom', external_account: 'btok_us' });
  const add = (external_account: string) => stripe.accounts.createExternalAccount(account, { external_account });
  const [payout, debitCard] = [await add('btok_us'), await add('tok_visa_debit')];
  return {
    account,
    payout: payout.id,
    debitCard: debitCard.id,
    subscription: subscription.id,
    customer,
    card: card.id,
    bank: bank.id,
    paid: paid.id,
    refunded: refunded.id,
    refund: refund.id,
    disputed: disputed.id,
    dispute: dispute?.id ?? '',
    transaction: String(paid.balance_transaction),
  };
}

/** Reads: the older address, and the newer one with its query. */
const READS: readonly [id: string, older: (shop: Shop) => string, newer: (shop: Shop) => string][] = [
  [
    'GET /v1/charges/{charge}/refunds',
    ({ refunded }) => `/v1/charges/${refunded}/refunds`,
    ({ refunded }) => `/v1/refunds?charge=${refunded}`,
  ],
  [
    'GET /v1/charges/{charge}/refunds/{refund}',
    ({ refunded, refund }) => `/v1/charges/${refunded}/refunds/${refund}`,
    ({ refund }) => `/v1/refunds/${refund}`,
  ],
  [
    'GET /v1/charges/{charge}/dispute',
    ({ disputed }) => `/v1/charges/${disputed}/dispute`,
    ({ dispute }) => `/v1/disputes/${dispute}`,
  ],
  [
    'GET /v1/customers/{customer}/cards',
    ({ customer }) => `/v1/customers/${customer}/cards`,
    ({ customer }) => `/v1/customers/${customer}/sources?object=card`,
  ],
  [
    'GET /v1/customers/{customer}/cards/{id}',
    ({ customer, card }) => `/v1/customers/${customer}/cards/${card}`,
    ({ customer, card }) => `/v1/customers/${customer}/sources/${card}`,
  ],
  [
    'GET /v1/customers/{customer}/bank_accounts',
    ({ customer }) => `/v1/customers/${customer}/bank_accounts`,
    ({ customer }) => `/v1/customers/${customer}/sources?object=bank_account`,
  ],
  [
    'GET /v1/customers/{customer}/bank_accounts/{id}',
    ({ customer, bank }) => `/v1/customers/${customer}/bank_accounts/${bank}`,
    ({ customer, bank }) => `/v1/customers/${customer}/sources/${bank}`,
  ],
  [
    'GET /v1/accounts/{account}/bank_accounts',
    ({ account }) => `/v1/accounts/${account}/bank_accounts`,
    ({ account }) => `/v1/accounts/${account}/external_accounts?object=bank_account`,
  ],
  [
    'GET /v1/accounts/{account}/bank_accounts/{id}',
    ({ account, payout }) => `/v1/accounts/${account}/bank_accounts/${payout}`,
    ({ account, payout }) => `/v1/accounts/${account}/external_accounts/${payout}`,
  ],
  [
    'GET /v1/customers/{customer}/subscriptions',
    ({ customer }) => `/v1/customers/${customer}/subscriptions`,
    ({ customer }) => `/v1/subscriptions?customer=${customer}`,
  ],
  [
    'GET /v1/customers/{customer}/subscriptions/{subscription}',
    ({ customer, subscription }) => `/v1/customers/${customer}/subscriptions/${subscription}`,
    ({ subscription }) => `/v1/subscriptions/${subscription}`,
  ],
  ['GET /v1/balance/history', () => '/v1/balance/history', () => '/v1/balance_transactions'],
  [
    'GET /v1/balance/history/{id}',
    ({ transaction }) => `/v1/balance/history/${transaction}`,
    ({ transaction }) => `/v1/balance_transactions/${transaction}`,
  ],
];

/** Changes, in the order in which they are sent, and a part of each response. */
const CHANGES: readonly [id: string, path: (shop: Shop) => string, form: Record<string, string>, object: object][] = [
  [
    'POST /v1/charges/{charge}/refunds',
    ({ paid }) => `/v1/charges/${paid}/refunds`,
    { amount: '300' },
    { object: 'refund', amount: 300 },
  ],
  [
    'POST /v1/charges/{charge}/refunds/{refund}',
    ({ refunded, refund }) => `/v1/charges/${refunded}/refunds/${refund}`,
    { 'metadata[a]': 'b' },
    { object: 'refund', metadata: { a: 'b' } },
  ],
  [
    'POST /v1/charges/{charge}/refund',
    ({ paid }) => `/v1/charges/${paid}/refund`,
    { amount: '200' },
    { object: 'charge', amount_refunded: 500 },
  ],
  [
    'POST /v1/charges/{charge}/dispute',
    ({ disputed }) => `/v1/charges/${disputed}/dispute`,
    { 'metadata[a]': 'b' },
    { object: 'dispute', metadata: { a: 'b' } },
  ],
  [
    'POST /v1/charges/{charge}/dispute/close',
    ({ disputed }) => `/v1/charges/${disputed}/dispute/close`,
    {},
    { object: 'dispute', status: 'lost' },
  ],
  [
    'POST /v1/accounts/{account}/bank_accounts',
    ({ account }) => `/v1/accounts/${account}/bank_accounts`,
    { external_account: 'btok_us' },
    { object: 'bank_account', last4: '6789' },
  ],
  [
    'POST /v1/accounts/{account}/bank_accounts/{id}',
    ({ account, payout }) => `/v1/accounts/${account}/bank_accounts/${payout}`,
    { 'metadata[a]': 'b' },
    { object: 'bank_account', metadata: { a: 'b' } },
  ],
  [
    'DELETE /v1/accounts/{account}/bank_accounts/{id}',
    ({ account, payout }) => `/v1/accounts/${account}/bank_accounts/${payout}`,
    {},
    { object: 'bank_account', deleted: true },
  ],
  [
    'POST /v1/customers/{customer}/cards',
    ({ customer }) => `/v1/customers/${customer}/cards`,
    { card: 'tok_mastercard' },
    { object: 'card', brand: 'MasterCard' },
  ],
  [
    'POST /v1/customers/{customer}/cards/{id}',
    ({ customer, card }) => `/v1/customers/${customer}/cards/${card}`,
    { name: 'Jenny Rosen' },
    { object: 'card', name: 'Jenny Rosen' },
  ],
  [
    'DELETE /v1/customers/{customer}/cards/{id}',
    ({ customer, card }) => `/v1/customers/${customer}/cards/${card}`,
    {},
    { object: 'card', deleted: true },
  ],
  [
    'POST /v1/customers/{customer}/bank_accounts/{id}/verify',
    ({ customer, bank }) => `/v1/customers/${customer}/bank_accounts/${bank}/verify`,
    { 'amounts[0]': '32', 'amounts[1]': '45' },
    { object: 'bank_account', status: 'verified' },
  ],
  [
    'POST /v1/customers/{customer}/bank_accounts/{id}',
    ({ customer, bank }) => `/v1/customers/${customer}/bank_accounts/${bank}`,
    { account_holder_name: 'Jenny Rosen' },
    { object: 'bank_account', account_holder_name: 'Jenny Rosen' },
  ],
  [
    'DELETE /v1/customers/{customer}/bank_accounts/{id}',
    ({ customer, bank }) => `/v1/customers/${customer}/bank_accounts/${bank}`,
    {},
    { object: 'bank_account', deleted: true },
  ],
  [
    'POST /v1/customers/{customer}/bank_accounts',
    ({ customer }) => `/v1/customers/${customer}/bank_accounts`,
    {
      'bank_account[object]': 'bank_account',
      'bank_account[country]': 'US',
      'bank_account[account_number]': '000123456789',
      'bank_account[routing_number]': '110000000',
    },
    { object: 'bank_account', last4: '6789' },
  ],
  [
    'POST /v1/customers/{customer}/subscriptions',
    ({ customer }) => `/v1/customers/${customer}/subscriptions`,
    {
      'items[0][price_data][currency]': 'usd',
      'items[0][price_data][product]': 'tea',
      'items[0][price_data][unit_amount]': '700',
      'items[0][price_data][recurring][interval]': 'month',
      collection_method: 'send_invoice',
      days_until_due: '30',
    },
    { object: 'subscription', status: 'active' },
  ],
  [
    'POST /v1/customers/{customer}/subscriptions/{subscription}',
    ({ customer, subscription }) => `/v1/customers/${customer}/subscriptions/${subscription}`,
    { 'metadata[a]': 'b' },
    { object: 'subscription', metadata: { a: 'b' } },
  ],
  [
    'DELETE /v1/customers/{customer}/subscriptions/{subscription}',
    ({ customer, subscription }) => `/v1/customers/${customer}/subscriptions/${subscription}`,
    {},
    { object: 'subscription', status: 'canceled' },
  ],
];

it('older addresses answer as the newer ones', () =>
  withFlorin(async (harness) => {
    const shop = await open(harness);
    for (const [id, older, newer] of READS) {
      const { status, body } = await harness.call('GET', older(shop));
      expect(status, id).toBe(200);
      const { body: same } = await harness.call('GET', newer(shop));
      expect(body, id).toEqual(same.object === 'list' ? { ...same, url: older(shop) } : same);
      if (body.object === 'list') expect(body.data.length, id).toBeGreaterThan(0);
    }
    for (const [id, path, form, object] of CHANGES) {
      const { status, body } = await harness.call(id.split(' ')[0] ?? '', path(shop), form);
      expect({ status, body }, id).toMatchObject({ status: 200, body: object });
    }
  }));

it('an older address is not found below an object that is not there, or of another kind', () =>
  withFlorin(async (harness) => {
    const { customer, paid, bank, account, debitCard } = await open(harness);
    const missing = [
      '/v1/charges/ch_none/refunds',
      `/v1/charges/${paid}/refunds/re_none`,
      `/v1/charges/${paid}/dispute`,
      `/v1/customers/${customer}/cards/${bank}`,
      '/v1/customers/cus_none/cards',
      '/v1/balance/history/txn_none',
      `/v1/accounts/${account}/bank_accounts/${debitCard}`,
    ];
    for (const path of missing) {
      const { status, body } = await harness.call('GET', path);
      expect([status, body.error.code], path).toEqual([404, 'resource_missing']);
    }
  }));

it("a customer's discount has an address of its own", () =>
  withFlorin(async ({ stripe, call }) => {
    const coupon = await stripe.coupons.create({ percent_off: 25 });
    const headers = { 'stripe-version': '2024-06-20' };
    const created = await call('POST', '/v1/customers', { coupon: coupon.id }, { headers });
    const path = `/v1/customers/${created.body.id}/discount`;
    expect((await call('GET', path, {}, { headers })).body).toEqual(created.body.discount);
    expect((await call('DELETE', path, {}, { headers })).body).toMatchObject({ object: 'discount', deleted: true });
    expect(await call('GET', path, {}, { headers })).toMatchObject({
      status: 404,
      body: { error: { code: 'resource_missing' } },
    });
  }));

/** Stories of their own have these: `billing/upcoming.test.ts`. */
const ELSEWHERE = ['GET /v1/invoices/upcoming', 'GET /v1/invoices/upcoming/lines'];

it('every older address is in these stories', () => {
  const older = [...assemble(ROOMS).operations.values()].filter(({ actsAs }) => actsAs !== undefined);
  const told = [...READS.map(([id]) => id), ...CHANGES.map(([id]) => id), ...ELSEWHERE];
  expect(told.sort()).toEqual(older.map(({ id }) => id).sort());
});
