import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  flag,
  hash,
  hashOf,
  integer,
  like,
  list,
  oneOf,
  required,
  text,
  type ValuesOf,
} from '../../../src/contract/shape.ts';
import { withFlorin } from '../../support/harness.ts';

const fields = {
  name: required(text),
  size: oneOf('small', 'large'),
  lines: list(hash({ count: required(integer), isGift: flag })),
  shipping: like('POST /v1/payment_intents', 'shipping'),
};

describe('the parameters of an operation of Florin', () => {
  it('give its handler their types', () => {
    expectTypeOf<ValuesOf<typeof fields>['name']>().toEqualTypeOf<string>();
    expectTypeOf<ValuesOf<typeof fields>['size']>().toEqualTypeOf<'small' | 'large' | undefined>();
    expectTypeOf<NonNullable<ValuesOf<typeof fields>['lines']>[number]['count']>().toEqualTypeOf<number>();
    const { required: names, fields: types } = hashOf(fields);
    expect([...names]).toEqual(['name']);
    expect(types.get('size')).toEqual({ kind: 'enum', values: ['small', 'large'] });
    expect(types.get('shipping')?.kind).toBe('hash');
  });

  it('are checked like those of the API', () =>
    withFlorin(async ({ call }) => {
      const { status, body } = await call('POST', '/_florin/clock/advance', { by: '5m', to: 'noon' });
      expect([status, body.error.code, body.error.param]).toEqual([400, 'parameter_unknown', 'to']);
    }));

  it('allow others if the caller is a program with many versions', () =>
    withFlorin(async ({ call }) => {
      const form = { device_name: 'laptop', 'websocket_features[]': 'webhooks', something_new: '1' };
      expect((await call('POST', '/v1/stripecli/sessions', form)).status).toBe(200);
    }));
});

describe('an operation with effects outside its decision', () => {
  it('takes effect each time, with any Idempotency-Key', () =>
    withFlorin(async ({ call }) => {
      const advance = async () =>
        (await call('POST', '/_florin/clock/advance', { by: '5m' }, { headers: { 'idempotency-key': 'once' } })).body;
      const [first, second] = [await advance(), await advance()];
      expect(second.now - first.now).toBeGreaterThanOrEqual(300);
    }));

  it('rejects publishable keys', () =>
    withFlorin(async ({ call }) => {
      const { status } = await call('POST', '/_florin/clock/advance', { by: '5m' }, { key: 'pk_test_harness' });
      expect(status).toBe(401);
    }));
});
