import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeForm, type ParamTree, type ParamValue } from '../../../src/api/codecs/decode-form.ts';
import { type ValidateOptions, validateParams } from '../../../src/api/validate.ts';
import { allOperations, type OperationId, paramsOf } from '../../../src/contract/contract.ts';
import { type ErrorDetail, StripeError } from '../../../src/kernel/errors.ts';

function read(id: OperationId, form: string, options: ValidateOptions = {}): Record<string, unknown> {
  return validateParams(paramsOf(id), decodeForm(form), options);
}

function refusal(id: OperationId, form: string, options: ValidateOptions = {}): ErrorDetail {
  try {
    read(id, form, options);
  } catch (error) {
    if (error instanceof StripeError && error.status === 400) return error.detail;
    throw error;
  }
  throw new Error(`${id} took ${form}`);
}

const pay = 'amount=1000&currency=usd';

describe('parameters are parsed', () => {
  test('with the types of the contract', () => {
    const form = `${pay}&confirm=true&metadata[order]=66&expand[]=customer&automatic_payment_methods[enabled]=false`;
    expect(read('POST /v1/payment_intents', form)).toEqual({
      amount: 1000,
      currency: 'usd',
      confirm: true,
      metadata: { order: '66' },
      expand: ['customer'],
      automatic_payment_methods: { enabled: false },
    });
  });

  test('with fractions only where they are allowed', () => {
    expect(read('POST /v1/coupons', 'percent_off=12.5')).toEqual({ percent_off: 12.5 });
    expect(refusal('POST /v1/coupons', 'amount_off=12.5').code).toBe('parameter_invalid_integer');
    expect(read('POST /v1/prices', 'currency=usd&unit_amount_decimal=0.005')).toMatchObject({
      unit_amount_decimal: '0.005',
    });
  });

  test('as "" if they can be unset', () => {
    expect(read('POST /v1/customers/{customer}', 'metadata=&shipping=')).toEqual({ metadata: '', shipping: '' });
    expect(read('POST /v1/customers/{customer}', 'metadata[gone]=')).toEqual({ metadata: { gone: '' } });
    expect(read('POST /v1/customers', 'description=')).toEqual({ description: '' });
    expect(read('POST /v1/products/{id}', 'images[]=')).toEqual({ images: '' });
  });

  test('as the first matching type of several', () => {
    expect(read('GET /v1/charges', 'created=5')).toEqual({ created: 5 });
    expect(read('GET /v1/charges', 'created[gte]=5&created[lt]=9')).toEqual({ created: { gte: 5, lt: 9 } });
    expect(read('POST /v1/subscriptions', 'customer=cus_1&trial_end=now')).toMatchObject({ trial_end: 'now' });
    expect(read('POST /v1/subscriptions', 'customer=cus_1&trial_end=9')).toMatchObject({ trial_end: 9 });
    expect(read('POST /v1/accounts', 'external_account=btok_1')).toEqual({ external_account: 'btok_1' });
    expect(refusal('POST /v1/accounts', 'external_account[object]=bank_account').param).toMatch(/^external_account\[/);
  });

  test('from a hash sent as a list of names and values', () => {
    const form = `${pay}&payment_method_data[]=type&payment_method_data[]=kr_card`;
    expect(read('POST /v1/payment_intents', form)).toMatchObject({ payment_method_data: { type: 'kr_card' } });
  });

  test('with lists in the order of their indexes, and metadata with numeric keys', () => {
    expect(read('GET /v1/events', 'types[7]=b&types[3]=a')).toEqual({ types: ['a', 'b'] });
    expect(read('POST /v1/customers', 'metadata[0]=a&metadata[2024]=b')).toEqual({ metadata: { 0: 'a', 2024: 'b' } });
  });

  test('with Python’s spelling of booleans', () => {
    expect(read('POST /v1/payment_intents', `${pay}&confirm=True`)).toMatchObject({ confirm: true });
  });

  test('also if only older versions have them', () => {
    const also = { plan: { kind: 'string' }, 'items[][usage_gte]': { kind: 'integer' } } as const;
    const form = 'customer=cus_1&plan=gold&items[0][usage_gte]=5&items[0][price]=p';
    expect(read('POST /v1/subscriptions', form, { also })).toEqual({
      customer: 'cus_1',
      plan: 'gold',
      items: [{ usage_gte: 5, price: 'p' }],
    });
    expect(refusal('POST /v1/subscriptions', form).code).toBe('parameter_unknown');
  });
});

describe('parameters are rejected', () => {
  test('if they are unknown', () => {
    expect(refusal('POST /v1/invoiceitems', 'customer=cus_1&price=price_1')).toEqual({
      type: 'invalid_request_error',
      code: 'parameter_unknown',
      message: 'Received unknown parameter: price. Did you mean pricing?',
      param: 'price',
    });
    const nested = refusal('POST /v1/subscriptions', 'customer=cus_1&items[0][foo]=1');
    expect(nested).toMatchObject({ message: 'Received unknown parameter: items[0][foo]', param: 'items[0][foo]' });
    const several = refusal('POST /v1/customers', 'quantity=1&trial_end=2');
    expect(several.message).toBe('Received unknown parameters: quantity, trial_end');
    expect(refusal('POST /v1/customers', '__proto__[a]=1').param).toBe('__proto__');
  });

  test('if a required one is missing, with its name', () => {
    expect(refusal('POST /v1/payment_intents', 'amount=1')).toMatchObject({
      code: 'parameter_missing',
      message: 'Missing required param: currency.',
      param: 'currency',
    });
    const nested = refusal('POST /v1/payment_intents', `${pay}&transfer_data[amount]=5`);
    expect(nested.param).toBe('transfer_data[destination]');
  });

  test.each(['abc', '10.5', '1e3', '0x10', ' 5', '-'])('if %j should be an integer', (value) => {
    const error = refusal('POST /v1/payment_intents', `amount=${encodeURIComponent(value)}&currency=usd`);
    expect(error).toMatchObject({
      code: 'parameter_invalid_integer',
      message: `Invalid integer: ${value}`,
      param: 'amount',
    });
  });

  test('if an integer is too large to be exact', () => {
    expect(refusal('POST /v1/payment_intents', 'amount=9007199254740993&currency=usd').code).toBe(
      'parameter_invalid_integer',
    );
  });

  test.each(['1', '0', 'yes'])('if %j should be a boolean', (value) => {
    const error = refusal('POST /v1/payment_intents', `${pay}&confirm=${value}`);
    expect(error).toEqual({ type: 'invalid_request_error', message: `Invalid boolean: ${value}`, param: 'confirm' });
  });

  test('if they are empty but cannot be unset', () => {
    const error = refusal('POST /v1/payment_intents', 'amount=&currency=usd');
    expect(error).toMatchObject({ code: 'parameter_invalid_empty', param: 'amount' });
    expect(error.message).toContain("You passed an empty string for 'amount'");
    expect(refusal('POST /v1/payment_intents', `${pay}&expand[]=`).param).toBe('expand[0]');
  });

  test('if a value is not allowed', () => {
    expect(refusal('POST /v1/payment_intents', `${pay}&capture_method=later`)).toEqual({
      type: 'invalid_request_error',
      message: 'Invalid capture_method: must be one of automatic, automatic_async, or manual',
      param: 'capture_method',
    });
    const two = refusal('POST /v1/payment_intents', `${pay}&setup_future_usage=x`);
    expect(two.message).toBe('Invalid setup_future_usage: must be one of off_session or on_session');
    expect(refusal('POST /v1/payment_intents', `${pay}&allowed_payment_method_types[]=x`).param).toBe(
      'allowed_payment_method_types[0]',
    );
  });

  test('if hashes, lists and values are mixed up', () => {
    expect(refusal('POST /v1/payment_intents', `${pay}&shipping=x`)).toMatchObject({
      message: 'Invalid object',
      param: 'shipping',
    });
    expect(refusal('POST /v1/payment_intents', `${pay}&expand=x`)).toMatchObject({
      message: 'Invalid array',
      param: 'expand',
    });
    expect(refusal('POST /v1/payment_intents', `${pay}&customer[id]=x`)).toMatchObject({ param: 'customer' });
    expect(refusal('POST /v1/subscriptions', 'customer=c&items[price]=x').message).toBe('Invalid array');
  });

  test('if texts are too long', () => {
    const error = refusal('POST /v1/customers', `description=${'x'.repeat(5_001)}`);
    expect(error).toMatchObject({ param: 'description' });
    expect(error.message).toContain('must be at most 5000 characters');
    const evidence = `evidence[uncategorized_text]=${'x'.repeat(20_000)}`;
    expect(read('POST /v1/disputes/{dispute}', evidence)).toHaveProperty('evidence');
  });

  test('beyond the limits of metadata', () => {
    const keys = Array.from({ length: 51 }, (_, index) => `metadata[k${index}]=v`).join('&');
    expect(refusal('POST /v1/customers', keys)).toMatchObject({ param: 'metadata' });
    expect(refusal('POST /v1/customers', `metadata[${'k'.repeat(41)}]=v`).message).toContain('up to 40 characters');
    expect(refusal('POST /v1/customers', `metadata[k]=${'v'.repeat(501)}`).message).toContain('up to 500 characters');
    expect(refusal('POST /v1/customers', 'metadata[a][b]=c')).toMatchObject({ param: 'metadata' });
    expect(refusal('POST /v1/customers', 'metadata=text')).toMatchObject({
      param: 'metadata',
      message: 'Invalid object',
    });
  });

  test('unknown ones first, then unreadable ones, then missing ones', () => {
    expect(refusal('POST /v1/payment_intents', 'amount=abc&foo=1').code).toBe('parameter_unknown');
    expect(refusal('POST /v1/payment_intents', 'amount=abc').code).toBe('parameter_invalid_integer');
  });

  test('without repeating card numbers and keys', () => {
    const number = '4242424242424242';
    for (const form of [
      `card[exp_month]=${number}x&type=card`,
      `card[${number}]=1&type=card`,
      `type=sk_test_abcdef&${number}=1`,
    ]) {
      const error = refusal('POST /v1/payment_methods', form);
      expect(JSON.stringify(error)).not.toContain(number);
      expect(JSON.stringify(error)).not.toContain('abcdef');
    }
  });
});

describe('any input', () => {
  const names = [
    'amount',
    'currency',
    'items',
    'metadata',
    'expand',
    'customer',
    'card',
    'price',
    '__proto__',
    '0',
    'toString',
  ];
  const values = ['', '1', 'true', 'abc', 'now', '-5', '1.5', 'card', 'x'.repeat(6_000), '99999999999999999999'];
  const { tree } = fc.letrec<{ tree: ParamTree; value: ParamValue }>((tie) => ({
    tree: fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), {
      maxKeys: 5,
      noNullPrototype: false,
    }),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...values),
      fc.string(),
      tie('tree'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));
  const ids = allOperations().map(({ id }) => id);

  test('is parsed or rejected with a Stripe error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), tree, (id, sent) => {
        try {
          validateParams(paramsOf(id), sent);
        } catch (error) {
          expect(error).toBeInstanceOf(StripeError);
          expect((error as StripeError).detail.type).toBe('invalid_request_error');
        }
      }),
      { numRuns: 500 },
    );
  });
});
