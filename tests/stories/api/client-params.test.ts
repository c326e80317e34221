import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

const TELEMETRY = {
  guid: 'e0b4a1',
  muid: 'b1',
  sid: 'c1',
  payment_user_agent: 'stripe.js/abc; stripe-js-v3/abc; card-element',
  referrer: 'https://shop.example',
  time_on_page: '48213',
  pasted_fields: 'number',
  'client_attribution_metadata[client_session_id]': 'abc',
  'client_attribution_metadata[merchant_integration_source]': 'elements',
};

/** The telemetry as it stands inside a hash. */
function inside(hash: string): Record<string, string> {
  const place = (name: string) => name.replace(/^\w+/, (first) => `${hash}[${first}]`);
  return Object.fromEntries(Object.entries(TELEMETRY).map(([name, value]) => [place(name), value]));
}

describe('telemetry of official libraries', () => {
  it('is ignored at the top, in payment_method_data, and in a fingerprint of a request', () =>
    withFlorin(async ({ call }) => {
      const headers = { 'idempotency-key': 'same' };
      const card = { type: 'card', 'card[token]': 'tok_visa' };
      const first = await call('POST', '/v1/payment_methods', { ...card, ...TELEMETRY }, { headers });
      expect(first.status).toBe(200);
      const later = { ...card, ...TELEMETRY, time_on_page: '99999' };
      const again = await call('POST', '/v1/payment_methods', later, { headers });
      expect(again.body.id).toBe(first.body.id);
      const intent = await call('POST', '/v1/payment_intents', {
        amount: '1000',
        currency: 'usd',
        confirm: 'true',
        return_url: 'https://shop.example/',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][token]': 'tok_visa',
        ...inside('payment_method_data'),
      });
      expect(intent.body).toMatchObject({ status: 'succeeded' });
    }));

  it('of a gateway is ignored in a charge', () =>
    withFlorin(async ({ call }) => {
      const gateway = { ip: '203.0.113.7', user_agent: 'Mozilla/5.0', external_id: '42', ...TELEMETRY };
      const charge = { amount: '1000', currency: 'usd', source: 'tok_visa', ...gateway };
      expect((await call('POST', '/v1/charges', charge)).body).toMatchObject({ paid: true, amount: 1000 });
    }));

  it('is ignored when a page confirms, with the type that the page expects', () =>
    withFlorin(async ({ call, stripe }) => {
      const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      const confirmed = await call(
        'POST',
        `/v1/payment_intents/${intent.id}/confirm`,
        {
          client_secret: intent.client_secret ?? '',
          payment_method: 'pm_card_visa',
          expected_payment_method_type: 'card',
          return_url: 'https://shop.example/',
          ...TELEMETRY,
        },
        { key: 'pk_test_harness' },
      );
      expect(confirmed.body).toMatchObject({ status: 'succeeded' });
    }));

  it('is unknown anywhere else, as is anything that only resembles it', () =>
    withFlorin(async ({ call }) => {
      for (const name of ['address[guid]', 'guids', 'metadata_sid']) {
        const answer = await call('POST', '/v1/customers', { [name]: 'x' });
        expect(answer.body.error).toMatchObject({ code: 'parameter_unknown', param: name });
      }
    }));
});

describe('parameters that stand for headers', () => {
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

  it('authenticate a page, and choose its version', () =>
    withFlorin(async ({ florin, stripe }) => {
      const fields = { key: 'pk_test_harness', _stripe_version: '2023-10-16', type: 'card', 'card[token]': 'tok_visa' };
      const created = await florin.fetch('http://florin.test/v1/payment_methods', form(fields));
      expect([created.status, created.headers.get('stripe-version')]).toEqual([200, '2023-10-16']);
      const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      const query = new URLSearchParams({
        key: 'pk_test_harness',
        client_secret: intent.client_secret ?? '',
        is_stripe_sdk: 'false',
      });
      const read = await florin.fetch(`http://florin.test/v1/payment_intents/${intent.id}?${query}`);
      expect(await read.json()).toMatchObject({ id: intent.id });
    }));

  it('name the account to act for', () =>
    withFlorin(async ({ florin }) => {
      const fields = {
        key: 'pk_test_harness',
        _stripe_account: 'acct_1other',
        type: 'card',
        'card[token]': 'tok_visa',
      };
      const answer = await florin.fetch('http://florin.test/v1/payment_methods', form(fields));
      expect(await answer.json()).toMatchObject({ error: { code: 'account_invalid' } });
    }));

  it('are for publishable keys: a secret key in an address is refused, and the parameters are unknown beside one', () =>
    withFlorin(async ({ florin, call }) => {
      const answer = await florin.fetch('http://florin.test/v1/customers?key=sk_test_harness');
      expect(answer.status).toBe(401);
      const other = await call('POST', '/v1/customers', { _stripe_account: 'acct_1other' });
      expect(other.body.error).toMatchObject({ code: 'parameter_unknown', param: '_stripe_account' });
    }));
});
