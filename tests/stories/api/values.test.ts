import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAmount } from '../../../src/kernel/money.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
let before: string[];
beforeAll(async () => {
  harness = await createHarness();
  await harness.stripe.customers.create();
  before = await harness.eventTypes();
});
// No rejected call may have written anything.
afterAll(async () => {
  expect(await harness.eventTypes()).toEqual(before);
  expect((await harness.stripe.paymentIntents.list()).data).toEqual([]);
  await harness.close();
});

const PAY = { amount: '1000', currency: 'usd', 'payment_method_types[]': 'card' };
const BASIL = { headers: { 'stripe-version': '2025-08-27.basil' } };

async function refusal(change: Record<string, string>) {
  const changed = new Set(Object.keys(change).map((name) => name.split('[')[0]));
  const rest = Object.entries(PAY).filter(([name]) => !changed.has(name.split('[')[0]));
  const params = { ...Object.fromEntries(rest), ...change };
  const { status, body } = await harness.call('POST', '/v1/payment_intents', params, BASIL);
  return { status, type: body.error?.type, code: body.error?.code, param: body.error?.param };
}

describe('amounts', () => {
  it.each([
    ['0', 'parameter_invalid_integer'],
    ['-1', 'parameter_invalid_integer'],
    ['-0', 'parameter_invalid_integer'],
    ['49', 'amount_too_small'],
    ['100000000', 'amount_too_large'],
    ['99999999999', 'amount_too_large'],
    ['9007199254740993', 'parameter_invalid_integer'],
    ['9'.repeat(400), 'parameter_invalid_integer'],
    ['1e3', 'parameter_invalid_integer'],
    ['10.5', 'parameter_invalid_integer'],
    ['10.0', 'parameter_invalid_integer'],
    ['0x10', 'parameter_invalid_integer'],
    ['1,000', 'parameter_invalid_integer'],
    [' 1000', 'parameter_invalid_integer'],
    ['１０００', 'parameter_invalid_integer'],
    ['NaN', 'parameter_invalid_integer'],
    ['Infinity', 'parameter_invalid_integer'],
    ['abc', 'parameter_invalid_integer'],
    ['', 'parameter_invalid_empty'],
  ])('rejects %s', async (amount, code) => {
    expect(await refusal({ amount })).toEqual({ status: 400, type: 'invalid_request_error', code, param: 'amount' });
  });

  it.each([
    ['dkk', '249'],
    ['jpy', '49'],
    ['huf', '17499'],
    ['idr', '1000000000000'],
  ])('enforces the limits of %s', async (currency, amount) => {
    expect(await refusal({ currency, amount })).toMatchObject({ status: 400, param: 'amount' });
  });
});

describe('currencies', () => {
  it.each([
    ['kwd', '1005', 10],
    ['bhd', '999', 10],
    ['tnd', '1001', 10],
    ['isk', '550', 100],
    ['ugx', '500010', 100],
  ])('rejects fractions that cannot be paid in %s', async (currency, amount, step) => {
    expect(await refusal({ currency, amount })).toMatchObject({ status: 400, param: 'amount' });
    const whole = String(Number(amount) - (Number(amount) % step));
    expect(() => checkAmount(Number(whole), currency)).not.toThrow();
  });

  it.each(['xxx', 'us', 'usdd', 'US D', 'btc', '   ', '__proto__', 'constructor', '978', 'u\u0000d'])(
    'rejects %j',
    async (currency) => {
      expect(await refusal({ currency })).toMatchObject({
        status: 400,
        type: 'invalid_request_error',
        param: 'currency',
      });
    },
  );

  it('rejects one that a payment method does not support', async () => {
    expect(await refusal({ 'payment_method_types[]': 'mobilepay' })).toMatchObject({
      status: 400,
      param: 'payment_method_types[0]',
    });
  });
});

describe('parameters of the wrong type', () => {
  it.each<[Record<string, string>, string]>([
    [{ 'amount[]': '1' }, 'amount'],
    [{ 'amount[gt]': '1' }, 'amount'],
    [{ 'currency[]': 'usd' }, 'currency'],
    [{ metadata: 'text' }, 'metadata'],
    [{ 'metadata[a][b]': 'c' }, 'metadata'],
    [{ shipping: 'text' }, 'shipping'],
    [{ 'shipping[name]': 'Jenny' }, 'shipping[address]'],
    [{ 'shipping[address][line1][]': 'x', 'shipping[name]': 'Jenny' }, 'shipping[address][line1]'],
    [{ confirm: 'maybe' }, 'confirm'],
    [{ confirm: '2' }, 'confirm'],
    [{ capture_method: 'sometimes' }, 'capture_method'],
    [{ setup_future_usage: 'always' }, 'setup_future_usage'],
    [{ 'payment_method_types[]': '' }, 'payment_method_types[0]'],
    [{ 'payment_method_types[key]': 'card' }, 'payment_method_types'],
    [{ 'payment_method_types[]': 'teleportation' }, 'payment_method_types[0]'],
    [{ 'payment_method_options[card]': 'x' }, 'payment_method_options[card]'],
    [
      { 'payment_method_options[card][request_three_d_secure]': 'x' },
      'payment_method_options[card][request_three_d_secure]',
    ],
    [{ payment_method: '' }, 'payment_method'],
    [{ payment_method: 'cus_1' }, 'payment_method'],
    [{ payment_method: '../customers' }, 'payment_method'],
    [{ customer: 'pm_card_visa' }, 'customer'],
    [{ statement_descriptor_suffix: '<script>' }, 'statement_descriptor_suffix'],
    [{ statement_descriptor_suffix: '123456' }, 'statement_descriptor_suffix'],
    [{ statement_descriptor_suffix: 'x'.repeat(23) }, 'statement_descriptor_suffix'],
    [{ description: 'x'.repeat(5_001) }, 'description'],
    [{ return_url: 'https://example.com' }, 'return_url'],
    [{ confirm: 'true', payment_method: 'pm_card_visa', return_url: 'javascript:alert(1)' }, 'return_url'],
    [{ confirm: 'true', payment_method: 'pm_card_visa', return_url: 'not a url' }, 'return_url'],
    [{ 'expand[]': 'nothing' }, 'expand'],
    [{ expand: 'customer' }, 'expand'],
    [{ unknown: 'x' }, 'unknown'],
    [{ 'shipping[address][planet]': 'Mars' }, 'shipping[address][planet]'],
    [{ __proto__x: 'x' }, '__proto__x'],
  ])('rejects %o', async (change, param) => {
    const refused = await refusal(change);
    expect(refused).toMatchObject({ status: 400, type: 'invalid_request_error' });
    expect(refused.param).toBe(param);
  });

  it.each([
    'payment_method_options[card][three_d_secure][version]',
    'application_fee_amount',
    'amount_details[tip]',
    'on_behalf_of',
    'hooks[inputs][tax][calculation]',
  ])('rejects a parameter that is not built: %s', async (name) => {
    const value = name.endsWith('[version]') ? '2.2.0' : '1';
    const { status, type } = await refusal({ [name]: value });
    expect([400, 501]).toContain(status);
    if (status === 501) expect(type).toBe('api_error');
  });
});

describe('missing ids', () => {
  it.each([
    ['GET', '/v1/customers/cus_nobody', 'id'],
    ['POST', '/v1/customers/cus_nobody', 'id'],
    ['DELETE', '/v1/customers/cus_nobody', 'id'],
    ['GET', '/v1/customers/pi_1', 'id'],
    ['GET', '/v1/payment_intents/pi_nothing', 'intent'],
    ['POST', '/v1/payment_intents/pi_nothing/confirm', 'intent'],
    ['POST', '/v1/payment_intents/pi_nothing/capture', 'intent'],
    ['POST', '/v1/payment_intents/pi_nothing/cancel', 'intent'],
    ['GET', '/v1/payment_methods/pm_nothing', 'payment_method'],
    ['GET', '/v1/payment_methods/pm_card_nothing', 'payment_method'],
    ['POST', '/v1/payment_methods/pm_nothing/detach', 'payment_method'],
    ['GET', '/v1/charges/ch_nothing', 'id'],
    ['GET', '/v1/refunds/re_nothing', 'id'],
    ['GET', '/v1/events/evt_nothing', 'id'],
    ['GET', '/v1/balance_transactions/txn_nothing', 'id'],
    ['GET', '/v1/tokens/tok_nothing', 'id'],
    ['GET', '/v1/webhook_endpoints/we_nothing', 'webhook_endpoint'],
  ])('%s %s', async (method, path, param) => {
    expect(await harness.call(method, path)).toMatchObject({
      status: 404,
      body: { error: { type: 'invalid_request_error', code: 'resource_missing', param } },
    });
  });
});
