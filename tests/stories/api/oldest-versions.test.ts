import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Versions before 2022-08-01 are answered as they were, back to 2019-12-03; older ones are refused by name. */

const OLDEST = ['2019-12-03', '2020-03-02'] as const;
const BEFORE_PRICES = [...OLDEST, '2020-08-27'] as const;

function at(version: string, { call }: Harness) {
  return (method: string, path: string, form: Record<string, string> = {}) =>
    call(method, path, form, { headers: { 'stripe-version': version } });
}

const LINE = {
  'line_items[0][name]': 'Poster',
  'line_items[0][description]': 'A2, on matte paper',
  'line_items[0][images][0]': 'https://shop.example/poster.png',
  'line_items[0][amount]': '1500',
  'line_items[0][currency]': 'usd',
  'line_items[0][quantity]': '2',
};
const SESSION = {
  'payment_method_types[0]': 'card',
  success_url: 'https://shop.example/thanks',
  cancel_url: 'https://shop.example/cart',
};

describe('Checkout', () => {
  it.each(BEFORE_PRICES)('takes lines that are described in place at %s', (version) =>
    withFlorin(async (harness) => {
      const created = await at(version, harness)('POST', '/v1/checkout/sessions', {
        ...SESSION,
        ...LINE,
        mode: 'payment',
      });
      expect(created.body).toMatchObject({ amount_total: 3000, shipping: null, shipping_rate: null });
      expect(created.body.customer_creation).toBe('always');
      expect(created.body).not.toHaveProperty('shipping_details');
      expect(created.body).not.toHaveProperty('shipping_cost');
      const items = await harness.stripe.checkout.sessions.listLineItems(created.body.id);
      expect(items.data).toMatchObject([{ description: 'Poster', quantity: 2, price: { unit_amount: 1500 } }]);
    }),
  );

  it.each(OLDEST)('shows the items of a session at %s', (version) =>
    withFlorin(async (harness) => {
      const created = await at(version, harness)('POST', '/v1/checkout/sessions', { ...SESSION, ...LINE });
      expect(created.body.display_items).toEqual([
        {
          amount: 1500,
          currency: 'usd',
          custom: {
            description: 'A2, on matte paper',
            images: ['https://shop.example/poster.png'],
            name: 'Poster',
          },
          quantity: 2,
          type: 'custom',
        },
      ]);
      const later = await at('2020-08-27', harness)('GET', `/v1/checkout/sessions/${created.body.id}`);
      expect(later.body).not.toHaveProperty('display_items');
    }),
  );

  it('refuses such lines later, and takes shipping rates before', () =>
    withFlorin(async (harness) => {
      const later = await at('2022-08-01', harness)('POST', '/v1/checkout/sessions', { ...SESSION, ...LINE });
      expect(later.body.error).toMatchObject({ code: 'parameter_unknown', param: 'line_items[0][name]' });
      const rate = await harness.stripe.shippingRates.create({
        display_name: 'Post',
        type: 'fixed_amount',
        fixed_amount: { amount: 500, currency: 'usd' },
      });
      const form = {
        ...SESSION,
        ...LINE,
        mode: 'payment',
        'shipping_rates[0]': rate.id,
        'shipping_address_collection[allowed_countries][0]': 'US',
      };
      const { body } = await at('2020-08-27', harness)('POST', '/v1/checkout/sessions', form);
      expect(body).toMatchObject({ amount_total: 3500, shipping_rate: rate.id });
    }));
});

describe('payments and customers', () => {
  it.each(OLDEST)('a customer contains its lists at %s, and a plan its tiers', (version) =>
    withFlorin(async (harness) => {
      const older = at(version, harness);
      const { body: customer } = await older('POST', '/v1/customers', { source: 'tok_visa' });
      expect(customer).toMatchObject({
        sources: { object: 'list', data: [{ object: 'card', brand: 'Visa' }] },
        tax_ids: { object: 'list', data: [] },
      });
      const later = await at('2020-08-27', harness)('GET', `/v1/customers/${customer.id}`);
      expect(later.body).not.toHaveProperty('sources');
      const plan = { amount: '500', currency: 'usd', interval: 'month', 'product[name]': 'Tea' };
      expect((await older('POST', '/v1/plans', plan)).body.tiers).toBeNull();
    }),
  );

  it.each(BEFORE_PRICES)('a PaymentIntent contains its charges at %s', (version) =>
    withFlorin(async (harness) => {
      const { body } = await at(version, harness)('POST', '/v1/payment_intents', {
        amount: '1000',
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: 'true',
      });
      expect(body).toMatchObject({
        status: 'succeeded',
        payment_method_types: ['card'],
        charges: { data: [{ object: 'charge', refunds: { object: 'list', data: [] } }] },
      });
    }),
  );

  it.each(OLDEST)('a PaymentIntent is paid with a source at %s', (version) =>
    withFlorin(async (harness) => {
      const older = at(version, harness);
      const { body: customer } = await older('POST', '/v1/customers', { source: 'tok_visa' });
      const form = { amount: '1000', currency: 'usd', confirm: 'true' };
      for (const source of [{ source: 'tok_visa' }, { source: customer.default_source, customer: customer.id }]) {
        expect((await older('POST', '/v1/payment_intents', { ...form, ...source })).body.status).toBe('succeeded');
      }
      const later = await at('2020-08-27', harness)('POST', '/v1/payment_intents', { ...form, source: 'tok_visa' });
      expect(later.body.error).toMatchObject({ code: 'parameter_unknown', param: 'source' });
    }),
  );
});

it('an older version is refused by name, for requests and for events', () =>
  withFlorin(async (harness) => {
    for (const version of ['2019-11-05', '2017-08-15', '2011-01-01']) {
      const { status, body } = await at(version, harness)('GET', '/v1/customers');
      expect(status).toBe(400);
      expect(body.error.message).toContain(version);
      const endpoint = { url: 'https://shop.example/hook', 'enabled_events[0]': '*', api_version: version };
      const refused = await harness.call('POST', '/v1/webhook_endpoints', endpoint);
      expect(refused).toMatchObject({ status: 400, body: { error: { param: 'api_version' } } });
    }
  }));
