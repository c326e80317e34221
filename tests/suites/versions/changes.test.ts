import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createVersions } from '../../../src/api/versions/chain.ts';
import { apiVersions, type OperationId } from '../../../src/contract/contract.ts';
import type { JsonObject, Lookup, Params } from '../../../src/kernel/version-change.ts';
import { VERSION_CHANGES } from '../../support/declared.ts';
import { VERSIONS } from './release-shapes.ts';
import { charge } from './samples/charge.ts';
import { dispute, paymentIntent, refund } from './samples/payments.ts';
import { coupon, discount, plan, price, product, promotionCode } from './samples/products.ts';
import { asSent } from './samples/shared.ts';
import { samples } from './samples.ts';

const versions = createVersions(VERSION_CHANGES);
const { acceptedParams, downgradeResponse, formerFields, upgradeRequest } = versions;

/** Returns the data that older versions embedded: empty lists, and coupons. */
const listsAndCoupons: Lookup = {
  include: async (_, field) =>
    field === 'coupon' ? coupon() : { object: 'list', data: [], has_more: false, total_count: 0, url: `/v1/${field}` },
};
const nothing: Lookup = { include: async () => undefined };

async function at(version: string, object: JsonObject, lookup = nothing): Promise<JsonObject> {
  return asSent(await downgradeResponse(object, version, lookup));
}

function upgraded(operation: OperationId, version: string, params: Params): Params {
  const copy = { ...params };
  upgradeRequest(operation, copy, version);
  return copy;
}

describe('the changes', () => {
  test('are every file of the changes folders, named after its version', () => {
    const names = globSync('**/changes/*.ts', { cwd: 'src' });
    const versionOf = (file: string) => apiVersions().find((version) => basename(file).startsWith(`${version}-`));
    expect(names.map(versionOf).sort()).toEqual(VERSION_CHANGES.map(({ version }) => version).sort());
  });

  test('have one sentence of their own each', () => {
    const descriptions = VERSION_CHANGES.map(({ description }) => description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
    for (const description of descriptions) expect(description).toMatch(/^\S.*\.$/);
  });

  test('of one version do not depend on their order', async () => {
    const shuffled = VERSION_CHANGES.toReversed();
    const rotated = [...VERSION_CHANGES.slice(7), ...VERSION_CHANGES.slice(0, 7)];
    for (const order of [shuffled, rotated]) {
      const other = createVersions(order);
      for (const version of VERSIONS) {
        for (const [name, sample] of Object.entries(samples())) {
          const expected = await versions.downgradeResponse(structuredClone(sample), version, listsAndCoupons);
          const found = await other.downgradeResponse(structuredClone(sample), version, listsAndCoupons);
          expect(found, `${name} at ${version}`).toEqual(expected);
        }
        for (const id of new Set(VERSION_CHANGES.flatMap(({ request }) => Object.keys(request ?? {})))) {
          const operation = id as OperationId;
          expect(other.acceptedParams(operation, version)).toEqual(versions.acceptedParams(operation, version));
          const [params, expected] = [
            { coupon: 'TEN', features: [] },
            { coupon: 'TEN', features: [] },
          ];
          other.upgradeRequest(operation, params, version);
          versions.upgradeRequest(operation, expected, version);
          expect(params).toEqual(expected);
        }
      }
    }
  });
});

describe('2026-10-28.endive', () => {
  test.each(['appeal_needs_response', 'appeal_under_review'])('a dispute in %s was lost', async (status) => {
    expect((await at('2026-09-30.endive', { ...dispute(), status })).status).toBe('lost');
    expect((await at('2026-10-28.endive', { ...dispute(), status })).status).toBe(status);
  });
});

describe('2026-09-30.endive', () => {
  const withMandate = () => {
    const object = charge();
    const card = (object.payment_method_details as JsonObject).card as JsonObject;
    card.mandate = { id: 'mandate_1', object: 'mandate' };
    return object;
  };

  test('the mandate of a card charge was an id', async () => {
    const older = await at('2026-08-26.dahlia', withMandate());
    expect(older.payment_method_details).toMatchObject({ card: { mandate: 'mandate_1' } });
    const newer = await at('2026-09-30.endive', withMandate());
    expect(newer.payment_method_details).toMatchObject({ card: { mandate: { id: 'mandate_1' } } });
  });

  test.each<OperationId>([
    'POST /v1/checkout/sessions',
    'POST /v1/payment_intents',
    'POST /v1/payment_intents/{intent}',
    'POST /v1/payment_intents/{intent}/confirm',
    'POST /v1/setup_intents',
    'POST /v1/setup_intents/{intent}',
  ])('%s accepted payment_method_types', (operation) => {
    const list = { kind: 'list', of: { kind: 'string' } };
    expect(acceptedParams(operation, '2026-08-26.dahlia')).toEqual({ payment_method_types: list });
    expect(acceptedParams(operation, '2026-09-30.endive')).toBeUndefined();
  });

  test('accepted parameters are the same object each time', () => {
    const accepted = acceptedParams('POST /v1/payment_intents', '2025-08-27.basil');
    expect(acceptedParams('POST /v1/payment_intents', '2025-08-27.basil')).toBe(accepted);
  });

  test('payment_method_types is passed to the handler', () => {
    const params = { amount: 100, payment_method_types: ['mobilepay'] };
    expect(upgraded('POST /v1/payment_intents', '2025-08-27.basil', params)).toEqual(params);
  });
});

describe('2025-09-30.clover, products', () => {
  const found: Lookup = { include: async (_, field) => (field === 'coupon' ? coupon() : undefined) };

  test('discounts and promotion codes held their coupon', async () => {
    const older = await at('2025-08-27.basil', discount(), found);
    expect(older).toMatchObject({ object: 'discount', coupon: { id: 'TEN', percent_off: 10 } });
    expect(older).not.toHaveProperty('source');
    const code = await at('2025-08-27.basil', promotionCode(), found);
    expect(code).toMatchObject({ code: 'FALL', coupon: { id: 'TEN' } });
    expect(code).not.toHaveProperty('promotion');
    expect(await at('2025-09-30.clover', promotionCode(), found)).toMatchObject({ promotion: { coupon: 'TEN' } });
    expect(await at('2025-09-30.clover', discount(), found)).not.toHaveProperty('coupon');
  });

  test('promotion codes were created with a coupon', () => {
    const operation = 'POST /v1/promotion_codes';
    expect(upgraded(operation, '2025-08-27.basil', { coupon: 'TEN' })).toEqual({
      promotion: { type: 'coupon', coupon: 'TEN' },
    });
    expect(() => upgraded(operation, '2025-08-27.basil', {})).toThrow('coupon');
    expect(acceptedParams(operation, '2025-08-27.basil')).toHaveProperty('coupon');
    expect(acceptedParams(operation, '2025-09-30.clover')).toBeUndefined();
  });
});

describe('2025-03-31.basil, products', () => {
  test('customers were given coupons and promotion codes', () => {
    for (const operation of ['POST /v1/customers', 'POST /v1/customers/{customer}'] as const) {
      expect(acceptedParams(operation, '2025-02-24.acacia')).toHaveProperty('coupon');
      expect(acceptedParams(operation, '2025-02-24.acacia')).toHaveProperty('promotion_code');
      expect(acceptedParams(operation, '2025-03-31.basil')?.coupon).toBeUndefined();
    }
  });

  test('prices held the aggregation of usage records', async () => {
    expect((await at('2025-02-24.acacia', price())).recurring).toMatchObject({ aggregate_usage: null });
    expect((await at('2025-03-31.basil', price())).recurring).not.toHaveProperty('aggregate_usage');
    expect((await at('2025-02-24.acacia', { ...price(), recurring: null })).recurring).toBeNull();
    expect(await at('2025-02-24.acacia', plan())).toMatchObject({ aggregate_usage: null });
    expect(await at('2025-03-31.basil', plan())).not.toHaveProperty('aggregate_usage');
  });
});

describe('2024-04-10, products', () => {
  test('marketing features were called features', async () => {
    const older = await at('2023-10-16', product());
    expect(older.features).toEqual([{ name: 'Warm' }]);
    expect(older).not.toHaveProperty('marketing_features');
    expect(await at('2024-04-10', product())).not.toHaveProperty('features');
    expect(upgraded('POST /v1/products', '2023-10-16', { features: [{ name: 'Warm' }] })).toEqual({
      marketing_features: [{ name: 'Warm' }],
    });
  });
});

describe('2025-03-31.basil', () => {
  test.each([charge, paymentIntent])('%o held an invoice', async (make) => {
    expect((await at('2025-02-24.acacia', make())).invoice).toBeNull();
    expect(await at('2025-03-31.basil', make())).not.toHaveProperty('invoice');
  });

  test('the invoice of a payment could be expanded', () => {
    const invoice = { kind: 'expandable', names: ['invoice'] };
    expect(formerFields('charge', '2025-02-24.acacia')).toEqual({ invoice });
    expect(formerFields('charge', '2025-03-31.basil')).toBeUndefined();
    expect(formerFields('payment_intent', '2022-08-01')).toEqual({ charges: expect.anything(), invoice });
  });

  test('card charges of a PaymentIntent had amount_updates, others did not', async () => {
    expect((await at('2025-02-24.acacia', charge())).amount_updates).toEqual([]);
    expect(await at('2025-02-24.acacia', { ...charge(), payment_intent: null })).not.toHaveProperty('amount_updates');
    const mobilepay = { ...charge(), payment_method_details: { mobilepay: {}, type: 'mobilepay' } };
    expect(await at('2025-02-24.acacia', mobilepay)).not.toHaveProperty('amount_updates');
    expect(await at('2025-03-31.basil', charge())).not.toHaveProperty('amount_updates');
  });

  test('a PaymentIntent whose authorization expired was canceled automatically', async () => {
    const object = { ...paymentIntent(), cancellation_reason: 'expired' };
    expect((await at('2025-02-24.acacia', { ...object })).cancellation_reason).toBe('automatic');
    expect((await at('2025-03-31.basil', { ...object })).cancellation_reason).toBe('expired');
  });
});

describe('2024-04-10', () => {
  test('payments were captured synchronously unless a PaymentIntent declared otherwise', () => {
    const create = 'POST /v1/payment_intents';
    expect(upgraded(create, '2023-10-16', {})).toMatchObject({ capture_method: 'automatic' });
    expect(upgraded(create, '2023-10-16', { capture_method: 'manual' })).toMatchObject({ capture_method: 'manual' });
    expect(upgraded(create, '2024-04-10', {})).toEqual({});
  });
});

describe('2023-10-16', () => {
  const operations = [
    'POST /v1/payment_intents',
    'POST /v1/payment_intents/{intent}',
    'POST /v1/payment_intents/{intent}/capture',
  ] as const;

  test.each(operations)('%s accepted a statement_descriptor for cards', (operation) => {
    const params = { statement_descriptor: 'FLORIN', capture_method: 'manual', payment_method_types: ['card'] };
    const allowed = { ...params, statement_descriptor_on_cards: true };
    expect(upgraded(operation, '2023-08-16', params)).toEqual(allowed);
    expect(upgraded(operation, '2023-10-16', params)).toEqual(params);
    expect(upgraded(operation, '2023-08-16', {})).not.toHaveProperty('statement_descriptor_on_cards');
  });
});

describe('2023-08-16', () => {
  test('automatic_async was returned as automatic', async () => {
    expect((await at('2022-11-15', paymentIntent())).capture_method).toBe('automatic');
    expect((await at('2023-08-16', paymentIntent())).capture_method).toBe('automatic_async');
  });

  test.each(['POST /v1/payment_intents', 'POST /v1/setup_intents'] as const)(
    '%s was for cards by default',
    (operation) => {
      expect(upgraded(operation, '2022-11-15', {})).toMatchObject({ payment_method_types: ['card'] });
      expect(upgraded(operation, '2023-08-16', {})).not.toHaveProperty('payment_method_types');
      const automatic = { automatic_payment_methods: { enabled: true } };
      expect(upgraded(operation, '2022-11-15', automatic)).not.toHaveProperty('payment_method_types');
      const given = { payment_method_types: ['mobilepay'] };
      expect(upgraded(operation, '2022-11-15', given)).toMatchObject(given);
    },
  );
});

describe('2022-11-15', () => {
  const list = (field: string, data: JsonObject[], total = data.length) => ({
    object: 'list',
    data,
    has_more: total > data.length,
    total_count: total,
    url: `/v1/${field}`,
  });
  const lookup: Lookup = {
    async include(object, field) {
      if (object.object === 'payment_intent' && field === 'charges') {
        return list(field, [{ ...charge(), id: 'ch_2' }, charge()]);
      }
      if (object.id === 'ch_2' && field === 'refunds') return list(field, [refund()]);
      return field === 'refunds' ? list(field, []) : undefined;
    },
  };

  test('a PaymentIntent held its latest charge with its refunds, all at the same version', async () => {
    const older = await at('2022-08-01', paymentIntent(), lookup);
    expect(older.latest_charge).toBe('ch_1');
    expect(older.charges).toMatchObject({
      object: 'list',
      data: [{ id: 'ch_2', invoice: null, refunds: { data: [{ id: 're_1' }], total_count: 1 } }],
      has_more: true,
      total_count: 2,
      url: '/v1/charges?payment_intent=pi_1',
    });
  });

  test('a PaymentIntent no longer holds charges, a charge no refunds', async () => {
    expect(await at('2022-11-15', paymentIntent(), lookup)).not.toHaveProperty('charges');
    expect(await at('2022-11-15', charge(), lookup)).not.toHaveProperty('refunds');
  });

  test('expanded charges are not loaded again', async () => {
    const data = [{ ...charge(), id: 'ch_9' }, charge()];
    const expanded = { ...paymentIntent(), charges: list('charges', data) };
    const older = await at('2022-08-01', expanded, lookup);
    expect(older.charges).toMatchObject({ data: [{ id: 'ch_9' }], has_more: true, total_count: 2 });
  });

  test('expanded refunds are not loaded again', async () => {
    const expanded = { ...charge(), refunds: list('refunds', [{ id: 're_9', object: 'refund' }]) };
    expect((await at('2022-08-01', expanded, lookup)).refunds).toMatchObject({ data: [{ id: 're_9' }] });
  });
});

describe('2026-03-25.dahlia and 2025-03-31.basil, Checkout', () => {
  const session = (more: JsonObject) => ({ object: 'checkout.session', ...more });

  test.each([
    ['elements', 'custom'],
    ['embedded_page', 'embedded'],
    ['hosted_page', 'hosted'],
  ])('the page called %s was called %s', async (name, before) => {
    expect((await at('2026-02-25.clover', session({ ui_mode: name }))).ui_mode).toBe(before);
    expect((await at('2026-03-25.dahlia', session({ ui_mode: name }))).ui_mode).toBe(name);
  });

  test('a session held its shipping address itself', async () => {
    const shipping_details = { name: 'Jenny', address: { country: 'DE' } };
    const shipped = () => session({ collected_information: { shipping_details } });
    expect((await at('2025-02-24.acacia', shipped())).shipping_details).toEqual(shipping_details);
    const unknown = await at('2025-02-24.acacia', session({ collected_information: null }));
    expect(unknown.shipping_details).toBeNull();
    expect(await at('2025-03-31.basil', shipped())).not.toHaveProperty('shipping_details');
  });
});
