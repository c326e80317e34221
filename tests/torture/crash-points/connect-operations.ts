import type { Form, Json } from '../client.ts';
import { PAID } from '../payments.ts';
import type { Caller, Operation } from './operations.ts';

/** Funds that can be sent at once. */
const FUNDS: Form = { ...PAID, amount: '5000', payment_method: 'pm_card_bypassPending' };
const WITH_FEE: Form = { ...PAID, application_fee_amount: '100' };

async function made(caller: Caller, path: string, form: Form): Promise<Json> {
  const { status, body } = await caller.post(path, form);
  if (status !== 200) throw new Error(`${path} got the response ${status} ${JSON.stringify(body)}`);
  return body;
}

/** An account with a dashboard of its own, which receives transfers at once in test mode. */
async function account(caller: Caller): Promise<string> {
  return String((await made(caller, '/v1/accounts', { type: 'standard' })).id);
}

async function destined(caller: Caller): Promise<string> {
  const destination = { 'transfer_data[destination]': await account(caller) };
  return String((await made(caller, '/v1/payment_intents', { ...WITH_FEE, ...destination })).id);
}

async function funded(caller: Caller): Promise<string> {
  await made(caller, '/v1/payment_intents', FUNDS);
  return account(caller);
}

async function transferred(caller: Caller): Promise<string> {
  const destination = await funded(caller);
  return String((await made(caller, '/v1/transfers', { amount: '700', currency: 'usd', destination })).id);
}

/** An account that is paid out to a test bank account every day, with funds. */
async function paidOut(caller: Caller): Promise<string> {
  await made(caller, '/v1/payment_intents', FUNDS);
  const { id } = await made(caller, '/v1/accounts', COMPLETE);
  await caller.florin.advance('2m', { key: caller.key });
  await made(caller, '/v1/transfers', { amount: '900', currency: 'usd', destination: String(id) });
  return String(id);
}

/** An account that lacks nothing once its person is verified. */
const COMPLETE: Form = {
  type: 'custom',
  country: 'US',
  business_type: 'individual',
  'capabilities[card_payments][requested]': 'true',
  'capabilities[transfers][requested]': 'true',
  'business_profile[mcc]': '5734',
  'business_profile[url]': 'https://accessible.stripe.com',
  'individual[first_name]': 'Jenny',
  'individual[last_name]': 'Rosen',
  'individual[email]': 'jenny@example.com',
  'individual[phone]': '0000000000',
  'individual[dob][day]': '1',
  'individual[dob][month]': '1',
  'individual[dob][year]': '1901',
  'individual[address][line1]': 'address_full_match',
  'individual[address][city]': 'San Francisco',
  'individual[address][state]': 'CA',
  'individual[address][postal_code]': '94111',
  'individual[id_number]': '000000000',
  'external_account[object]': 'bank_account',
  'external_account[country]': 'US',
  'external_account[currency]': 'usd',
  'external_account[routing_number]': '110000000',
  'external_account[account_number]': '000123456789',
  'tos_acceptance[date]': '1700000000',
  'tos_acceptance[ip]': '8.8.8.8',
};

const send =
  (path: (id: string) => string, form: (id: string) => Form, asAccount = false): Operation['act'] =>
  async (caller, id, key) =>
    (await caller.post(path(id), form(id), key, asAccount ? id : undefined)).status;

const has =
  (path: (id: string) => string, ofAccount = false) =>
  async (caller: Caller, id: string): Promise<boolean> =>
    ((await caller.get(path(id), ofAccount ? id : undefined)).data as Json[]).length > 0;

const passes =
  (span: string): Operation['act'] =>
  async ({ florin, key }) => {
    await florin.advance(span, { key });
    return 200;
  };

/** Operations that move money between a platform and its accounts, and out of both. */
export const CONNECT_OPERATIONS: readonly Operation[] = [
  {
    name: 'a direct payment with an application fee',
    prepare: account,
    act: send(
      () => '/v1/payment_intents',
      () => WITH_FEE,
      true,
    ),
    happened: has(() => '/v1/payment_intents', true),
  },
  {
    name: 'a payment for a destination, with a fee',
    prepare: account,
    act: send(
      () => '/v1/payment_intents',
      (id) => ({ ...WITH_FEE, 'transfer_data[destination]': id }),
    ),
    happened: has(() => '/v1/payment_intents'),
  },
  {
    name: 'a refund that takes back the transfer and the fee',
    prepare: destined,
    act: send(
      () => '/v1/refunds',
      (id) => ({ payment_intent: id, reverse_transfer: 'true', refund_application_fee: 'true' }),
    ),
    happened: has((id) => `/v1/refunds?payment_intent=${id}`),
  },
  {
    name: 'a transfer',
    prepare: funded,
    act: send(
      () => '/v1/transfers',
      (id) => ({ amount: '700', currency: 'usd', destination: id }),
    ),
    happened: has(() => '/v1/transfers'),
  },
  {
    name: 'the reversal of a part of a transfer',
    prepare: transferred,
    act: send(
      (id) => `/v1/transfers/${id}/reversals`,
      () => ({ amount: '300' }),
    ),
    happened: has((id) => `/v1/transfers/${id}/reversals`),
  },
  {
    name: 'a payout by hand',
    prepare: async (caller) => String((await made(caller, '/v1/payment_intents', FUNDS)).id),
    act: send(
      () => '/v1/payouts',
      () => ({ amount: '1000', currency: 'usd' }),
    ),
    happened: has(() => '/v1/payouts'),
  },
  { name: 'a scheduled payout', prepare: paidOut, act: passes('4d') },
  {
    name: 'an account below zero, whose platform reserves what it owes',
    prepare: paidOut,
    act: send(
      () => '/v1/charges',
      (id) => ({ amount: '1500', currency: 'usd', source: id }),
    ),
    happened: has(() => '/v1/transfers', true),
  },
];
