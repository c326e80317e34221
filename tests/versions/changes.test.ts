import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { acceptedParams, downgradeResponse, formerFields, upgradeRequest } from '../../src/api/versions/chain.ts';
import type { JsonObject, Lookup, Params } from '../../src/api/versions/change.ts';
import { releases } from '../../src/api/versions/changes.ts';
import { isOlder } from '../../src/api/versions/versions.ts';
import { apiVersions, type OperationId } from '../../src/contract/contract.ts';
import { charge } from './samples/charge.ts';
import { dispute, paymentIntent, refund } from './samples/payments.ts';
import { coupon, discount, plan, price, product, promotionCode, taxRate } from './samples/products.ts';
import { asSent } from './samples/shared.ts';

const nothing: Lookup = { include: async () => undefined };

async function at(version: string, object: JsonObject, lookup = nothing): Promise<JsonObject> {
  return asSent(await downgradeResponse(object, version, lookup));
}

function upgraded(operation: OperationId, version: string, params: Params): Params {
  const copy = { ...params };
  upgradeRequest(operation, copy, version);
  return copy;
}

describe('the list of changes', () => {
  test('holds every file of every version folder', () => {
    const folder = new URL('../../src/api/versions/', import.meta.url);
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => [entry.name, readdirSync(new URL(`${entry.name}/`, folder)).length]);
    expect(Object.fromEntries(releases.map(({ version, changes }) => [version, changes.length]))).toEqual(
      Object.fromEntries(files),
    );
  });

  test('goes from the newest version to the oldest, all of them known', () => {
    for (const [place, { version }] of releases.entries()) {
      expect(apiVersions()).toContain(version);
      const next = releases[place + 1];
      if (next) expect(isOlder(next.version, version)).toBe(true);
    }
  });

  test('says of each change what it is, once', () => {
    const descriptions = releases.flatMap(({ changes }) => changes.map((change) => change.description));
    expect(new Set(descriptions).size).toBe(descriptions.length);
    for (const description of descriptions) expect(description).toMatch(/^\S.*\.$/);
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
  ])('%s took payment_method_types', (operation) => {
    const list = { kind: 'list', of: { kind: 'string' } };
    expect(acceptedParams(operation, '2026-08-26.dahlia')).toEqual({ payment_method_types: list });
    expect(acceptedParams(operation, '2026-09-30.endive')).toBeUndefined();
  });

  test('what is accepted is the same object each time', () => {
    const accepted = acceptedParams('POST /v1/payment_intents', '2025-08-27.basil');
    expect(acceptedParams('POST /v1/payment_intents', '2025-08-27.basil')).toBe(accepted);
  });

  test('payment_method_types goes on to the handler', () => {
    const params = { amount: 100, payment_method_types: ['mobilepay'] };
    expect(upgraded('POST /v1/payment_intents', '2025-08-27.basil', params)).toEqual(params);
  });
});

describe('2026-06-24.dahlia', () => {
  test('mastercard_compliance was no way to counter a dispute', async () => {
    const object = { ...dispute(), enhanced_eligibility_types: ['mastercard_compliance', 'visa_compliance'] };
    expect((await at('2026-05-27.dahlia', object)).enhanced_eligibility_types).toEqual(['visa_compliance']);
  });
});

describe('2025-09-30.clover', () => {
  test('cards tell whom they belong to', async () => {
    const card = { object: 'card', email: 'jenny@example.com', phone: null };
    expect(await at('2025-08-27.basil', { ...card })).toEqual({ object: 'card' });
    expect(await at('2025-09-30.clover', { ...card })).toEqual(card);
  });
});

describe('2025-09-30.clover, of what is bought', () => {
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

  test('promotion codes were made with a coupon', () => {
    const operation = 'POST /v1/promotion_codes';
    expect(upgraded(operation, '2025-08-27.basil', { coupon: 'TEN' })).toEqual({
      promotion: { type: 'coupon', coupon: 'TEN' },
    });
    expect(() => upgraded(operation, '2025-08-27.basil', {})).toThrow('coupon');
    expect(acceptedParams(operation, '2025-08-27.basil')).toHaveProperty('coupon');
    expect(acceptedParams(operation, '2025-09-30.clover')).toBeUndefined();
  });
});

describe('2025-03-31.basil, of what is bought', () => {
  test('customers were given coupons and promotion codes', () => {
    for (const operation of ['POST /v1/customers', 'POST /v1/customers/{customer}'] as const) {
      expect(acceptedParams(operation, '2025-02-24.acacia')).toHaveProperty('coupon');
      expect(acceptedParams(operation, '2025-02-24.acacia')).toHaveProperty('promotion_code');
      expect(acceptedParams(operation, '2025-03-31.basil')?.coupon).toBeUndefined();
    }
  });

  test('prices said how usage records add up', async () => {
    expect((await at('2025-02-24.acacia', price())).recurring).toMatchObject({ aggregate_usage: null });
    expect((await at('2025-03-31.basil', price())).recurring).not.toHaveProperty('aggregate_usage');
    expect((await at('2025-02-24.acacia', { ...price(), recurring: null })).recurring).toBeNull();
    expect(await at('2025-02-24.acacia', plan())).toMatchObject({ aggregate_usage: null });
    expect(await at('2025-03-31.basil', plan())).not.toHaveProperty('aggregate_usage');
  });
});

describe('2026-09-30.endive, 2024-10-28.acacia and 2023-08-16, of products and tax rates', () => {
  test('products had a tax code only', async () => {
    expect(await at('2026-08-26.dahlia', product())).not.toHaveProperty('tax_details');
    expect(await at('2026-09-30.endive', product())).toHaveProperty('tax_details');
  });

  test.each([
    ['2024-09-30.acacia', '2024-10-28.acacia', 'flat_amount'],
    ['2024-09-30.acacia', '2024-10-28.acacia', 'rate_type'],
    ['2023-10-16', '2024-04-10', 'jurisdiction_level'],
    ['2022-11-15', '2023-08-16', 'effective_percentage'],
  ])('at %s, unlike %s, tax rates had no %s', async (older, newer, field) => {
    expect(await at(older, taxRate())).not.toHaveProperty(field);
    expect(await at(newer, taxRate())).toHaveProperty(field);
  });
});

describe('2024-04-10, of what is bought', () => {
  test('marketing features were called features, and unknown before that', async () => {
    const older = await at('2023-10-16', product());
    expect(older.features).toEqual([{ name: 'Warm' }]);
    expect(older).not.toHaveProperty('marketing_features');
    expect(await at('2023-08-16', product())).not.toHaveProperty('features');
    expect(await at('2024-04-10', product())).not.toHaveProperty('features');
    expect(upgraded('POST /v1/products', '2023-10-16', { features: [{ name: 'Warm' }] })).toEqual({
      marketing_features: [{ name: 'Warm' }],
    });
  });

  test('prices knew no meters, and discounts no items of subscriptions', async () => {
    expect((await at('2023-10-16', price())).recurring).not.toHaveProperty('meter');
    expect((await at('2024-04-10', price())).recurring).toHaveProperty('meter');
    expect(await at('2023-10-16', plan())).not.toHaveProperty('meter');
    expect(await at('2023-10-16', discount())).not.toHaveProperty('subscription_item');
    expect(await at('2024-04-10', discount())).toHaveProperty('subscription_item');
  });
});

describe('2025-03-31.basil', () => {
  test.each([charge, paymentIntent])('%o named an invoice', async (make) => {
    expect((await at('2025-02-24.acacia', make())).invoice).toBeNull();
    expect(await at('2025-03-31.basil', make())).not.toHaveProperty('invoice');
  });

  test('the invoice of a payment could be expanded', () => {
    const invoice = { kind: 'expandable', names: ['invoice'] };
    expect(formerFields('charge', '2025-02-24.acacia')).toEqual({ invoice });
    expect(formerFields('charge', '2025-03-31.basil')).toBeUndefined();
    expect(formerFields('payment_intent', '2022-08-01')).toEqual({ charges: expect.anything(), invoice });
  });

  test('card charges of a PaymentIntent had amount_updates, others had not', async () => {
    expect((await at('2025-02-24.acacia', charge())).amount_updates).toEqual([]);
    expect(await at('2025-02-24.acacia', { ...charge(), payment_intent: null })).not.toHaveProperty('amount_updates');
    const mobilepay = { ...charge(), payment_method_details: { mobilepay: {}, type: 'mobilepay' } };
    expect(await at('2025-02-24.acacia', mobilepay)).not.toHaveProperty('amount_updates');
    expect(await at('2025-03-31.basil', charge())).not.toHaveProperty('amount_updates');
  });

  test('a PaymentIntent whose authorization ran out was canceled automatically', async () => {
    const object = { ...paymentIntent(), cancellation_reason: 'expired' };
    expect((await at('2025-02-24.acacia', { ...object })).cancellation_reason).toBe('automatic');
    expect((await at('2025-03-31.basil', { ...object })).cancellation_reason).toBe('expired');
  });
});

describe('2025-01-27.acacia', () => {
  test('refusals tell what to do next', async () => {
    const error = { code: 'card_declined', advice_code: 'try_again_later' };
    expect(await at('2024-12-18.acacia', { error: { ...error } })).toEqual({ error: { code: 'card_declined' } });
    expect(await at('2025-01-27.acacia', { error: { ...error } })).toEqual({ error });
  });
});

describe('2024-12-18.acacia', () => {
  test('refusals tell the codes of the network', async () => {
    const error = { code: 'card_declined', network_advice_code: '02', network_decline_code: '51' };
    expect(await at('2024-11-20.acacia', { error: { ...error } })).toEqual({ error: { code: 'card_declined' } });
    expect(await at('2024-12-18.acacia', { error: { ...error } })).toEqual({ error });
  });

  test('visa_compliance was no way to counter a dispute', async () => {
    const object = { ...dispute(), enhanced_eligibility_types: ['visa_compelling_evidence_3', 'visa_compliance'] };
    expect((await at('2024-11-20.acacia', object)).enhanced_eligibility_types).toEqual(['visa_compelling_evidence_3']);
  });
});

describe('2024-04-10', () => {
  test('payments were captured synchronously unless a PaymentIntent said otherwise', () => {
    const create = 'POST /v1/payment_intents';
    expect(upgraded(create, '2023-10-16', {})).toMatchObject({ capture_method: 'automatic' });
    expect(upgraded(create, '2023-10-16', { capture_method: 'manual' })).toMatchObject({ capture_method: 'manual' });
    expect(upgraded(create, '2024-04-10', {})).toEqual({});
  });

  test('charges had radar_options only when there were any', async () => {
    expect(await at('2023-10-16', charge())).not.toHaveProperty('radar_options');
    expect((await at('2024-04-10', charge())).radar_options).toEqual({});
    const given = { ...charge(), radar_options: { session: 'rse_1' } };
    expect((await at('2023-10-16', given)).radar_options).toEqual({ session: 'rse_1' });
  });
});

describe('2023-10-16', () => {
  const operations = [
    'POST /v1/payment_intents',
    'POST /v1/payment_intents/{intent}',
    'POST /v1/payment_intents/{intent}/capture',
  ] as const;

  test.each(operations)('%s took a statement_descriptor for cards', (operation) => {
    const params = { statement_descriptor: 'FLORIN', capture_method: 'manual', payment_method_types: ['card'] };
    const allowed = { ...params, statement_descriptor_on_cards: true };
    expect(upgraded(operation, '2023-08-16', params)).toEqual(allowed);
    expect(upgraded(operation, '2023-10-16', params)).toEqual(params);
    expect(upgraded(operation, '2023-08-16', {})).not.toHaveProperty('statement_descriptor_on_cards');
  });
});

describe('2023-08-16', () => {
  test('the dispute of a charge could be expanded', () => {
    const dispute = { kind: 'expandable', names: ['dispute'] };
    expect(formerFields('charge', '2022-11-15')).toMatchObject({ dispute });
    expect(formerFields('charge', '2023-08-16')).not.toHaveProperty('dispute');
  });

  test('automatic_async was told as automatic', async () => {
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
    const latest = (older.charges as { data: [JsonObject] }).data[0];
    expect(latest).not.toHaveProperty('radar_options');
    expect((latest.refunds as { data: [JsonObject] }).data[0]).not.toHaveProperty('destination_details');
  });

  test('a PaymentIntent no longer holds charges, a charge no refunds', async () => {
    expect(await at('2022-11-15', paymentIntent(), lookup)).not.toHaveProperty('charges');
    expect(await at('2022-11-15', charge(), lookup)).not.toHaveProperty('refunds');
  });

  test('charges that were expanded are not looked for again', async () => {
    const data = [{ ...charge(), id: 'ch_9' }, charge()];
    const expanded = { ...paymentIntent(), charges: list('charges', data) };
    const older = await at('2022-08-01', expanded, lookup);
    expect(older.charges).toMatchObject({ data: [{ id: 'ch_9' }], has_more: true, total_count: 2 });
  });

  test('refunds that were expanded are not looked for again', async () => {
    const expanded = { ...charge(), refunds: list('refunds', [{ id: 're_9', object: 'refund' }]) };
    expect((await at('2022-08-01', expanded, lookup)).refunds).toMatchObject({ data: [{ id: 're_9' }] });
  });
});

describe('2026-03-25.dahlia and 2025-03-31.basil, of Checkout', () => {
  const session = (more: JsonObject) => ({ object: 'checkout.session', ...more });

  test.each([
    ['elements', 'custom'],
    ['embedded_page', 'embedded'],
    ['hosted_page', 'hosted'],
  ])('the page called %s was called %s', async (name, before) => {
    expect((await at('2026-02-25.clover', session({ ui_mode: name }))).ui_mode).toBe(before);
    expect((await at('2026-03-25.dahlia', session({ ui_mode: name }))).ui_mode).toBe(name);
  });

  test('a session said itself where it ships to', async () => {
    const shipping_details = { name: 'Jenny', address: { country: 'DE' } };
    const shipped = () => session({ collected_information: { shipping_details } });
    expect((await at('2025-02-24.acacia', shipped())).shipping_details).toEqual(shipping_details);
    const unknown = await at('2025-02-24.acacia', session({ collected_information: null }));
    expect(unknown.shipping_details).toBeNull();
    expect(await at('2025-03-31.basil', shipped())).not.toHaveProperty('shipping_details');
  });
});
