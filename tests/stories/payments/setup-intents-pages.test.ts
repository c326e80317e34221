import { describe, expect, it } from 'vitest';
import { type Json, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

const PUBLISHABLE = { key: 'pk_test_harness' };
/** The fields of a SetupIntent that publishable keys can read. */
const SHOWN = [
  'automatic_payment_methods',
  'cancellation_reason',
  'client_secret',
  'created',
  'description',
  'id',
  'last_setup_error',
  'livemode',
  'next_action',
  'object',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'status',
  'usage',
];

const card = (token: string) => ({ 'payment_method_data[type]': 'card', 'payment_method_data[card][token]': token });

describe('a page with the client secret of a setup', () => {
  it('reads what it needs, and nothing of the customer', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id: customer } = await stripe.customers.create();
      const { id, client_secret } = await stripe.setupIntents.create({ customer, metadata: { secret: 'plan' } });
      const path = `/v1/setup_intents/${id}`;
      const seen = await call('GET', path, { client_secret: client_secret ?? '' }, PUBLISHABLE);
      expect([seen.status, Object.keys(seen.body).sort()]).toEqual([200, SHOWN]);
    }));

  it('confirms it, and lets the customer authenticate in place', () =>
    withFlorin(async ({ stripe, call, florin }) => {
      const { id: customer } = await stripe.customers.create();
      const { id, client_secret } = await stripe.setupIntents.create({ customer });
      const confirmed = await call(
        'POST',
        `/v1/setup_intents/${id}/confirm`,
        {
          client_secret: client_secret ?? '',
          return_url: 'https://shop.example/',
          ...card('tok_threeDSecure2Required'),
        },
        PUBLISHABLE,
      );
      expect(confirmed.body).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
      expect(Object.keys(confirmed.body).sort()).toEqual(SHOWN);
      await send(florin, pageOf(confirmed.body), { choice: 'authorize' });
      const done = await stripe.setupIntents.retrieve(id, { expand: ['payment_method'] });
      expect(done).toMatchObject({ status: 'succeeded', payment_method: { customer } });
    }));

  it('gets declines without private fields', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id: customer } = await stripe.customers.create();
      const { id, client_secret } = await stripe.setupIntents.create({ customer, metadata: { secret: 'plan' } });
      const form = { client_secret: client_secret ?? '', ...card('tok_chargeDeclined') };
      const { status, body } = await call('POST', `/v1/setup_intents/${id}/confirm`, form, PUBLISHABLE);
      expect([status, body.error.code]).toEqual([402, 'card_declined']);
      expect(Object.keys(body.error.setup_intent).sort()).toEqual(SHOWN);
      expect(JSON.stringify(body)).not.toContain('plan');
    }));

  it('is rejected with another secret, or none', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id } = await stripe.setupIntents.create();
      const other = await stripe.setupIntents.create();
      const path = `/v1/setup_intents/${id}`;
      const asked = async (secret: Record<string, string>) => [
        await call('GET', path, secret, PUBLISHABLE),
        await call('POST', `${path}/confirm`, { ...secret, ...card('tok_visa') }, PUBLISHABLE),
        await call('POST', `${path}/verify_microdeposits`, secret, PUBLISHABLE),
      ];
      for (const { status } of await asked({})) expect(status).toBe(401);
      for (const secret of [other.client_secret ?? '', `${id}_secret_guessed`]) {
        for (const { status, body } of await asked({ client_secret: secret }))
          expect([status, body.error.code, body.error.param]).toEqual([400, 'resource_missing', 'client_secret']);
      }
      expect((await stripe.setupIntents.retrieve(id)).status).toBe('requires_payment_method');
    }));

  it('cannot create, update, cancel or list, or read attempts and mandates', () =>
    withFlorin(async ({ stripe, call }) => {
      const { id, client_secret } = await stripe.setupIntents.create();
      const form = { client_secret: client_secret ?? '' };
      const calls: [string, string, Record<string, string>][] = [
        ['POST', '/v1/setup_intents', {}],
        ['POST', `/v1/setup_intents/${id}`, form],
        ['POST', `/v1/setup_intents/${id}/cancel`, form],
        ['GET', '/v1/setup_intents', {}],
        ['GET', '/v1/setup_attempts', { setup_intent: id }],
        ['GET', '/v1/mandates/mandate_1', {}],
      ];
      for (const [method, path, params] of calls) {
        const { status, body }: Json = await call(method, path, params, PUBLISHABLE);
        expect([path, status, body.error.code]).toEqual([path, 401, 'secret_key_required']);
      }
    }));
});
