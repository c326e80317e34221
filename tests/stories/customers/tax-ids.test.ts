import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal, refusals } from '../../support/refusal.ts';

describe('the tax ID of a customer', () => {
  test('is added, found and deleted, each with an event', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const customer = await stripe.customers.create();
      const taxId = await stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'DE123456789' });
      expect(taxId).toMatchObject({
        country: 'DE',
        customer: customer.id,
        owner: { type: 'customer', customer: customer.id },
        type: 'eu_vat',
        value: 'DE123456789',
        verification: { status: 'pending', verified_address: null, verified_name: null },
      });
      expect(await stripe.customers.retrieveTaxId(customer.id, taxId.id)).toEqual(taxId);
      expect(await stripe.taxIds.retrieve(taxId.id)).toEqual(taxId);
      const expanded = await stripe.customers.retrieve(customer.id, { expand: ['tax_ids'] });
      expect(expanded).toMatchObject({ tax_ids: { data: [taxId], total_count: 1 } });
      expect(await stripe.customers.deleteTaxId(customer.id, taxId.id)).toEqual({
        id: taxId.id,
        object: 'tax_id',
        deleted: true,
      });
      for (const error of await refusals([
        stripe.customers.deleteTaxId(customer.id, taxId.id),
        stripe.taxIds.del(taxId.id),
        stripe.taxIds.retrieve(taxId.id),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
      }
      expect(await eventTypes()).toEqual(['customer.created', 'customer.tax_id.created', 'customer.tax_id.deleted']);
    }));

  test.each([
    ['eu_vat', 'ATU12345678', 'AT'],
    ['eu_vat', 'EL123456789', 'GR'],
    ['eu_vat', 'FRAB123456789', 'FR'],
    ['eu_vat', 'XI123456789', 'GB'],
    ['gb_vat', 'GB 123 4567 89', 'GB'],
    ['us_ein', '12-3456789', 'US'],
    ['ch_vat', 'CHE-123.456.789 MWST', 'CH'],
    ['br_cnpj', '01.234.456/5432-10', 'BR'],
    ['in_gst', '12ABCDE3456FGZH', 'IN'],
    ['no_vat', '123456789MVA', 'NO'],
    ['kr_brn', '123-45-67890', 'KR'],
    ['ca_qst', '1234567890TQ1234', 'CA'],
  ] as const)('of type %s may be %s, of %s', (type, value, country) =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create();
      expect(await stripe.customers.createTaxId(id, { type, value })).toMatchObject({ country, type, value });
    }),
  );

  test.each([
    ['eu_vat', 'DE12345678'],
    ['eu_vat', 'US123456789'],
    ['eu_vat', '123456789'],
    ['gb_vat', '123456789'],
    ['us_ein', '12-345678'],
    ['au_abn', '1234567891A'],
    ['br_cpf', '123.456.789-8X'],
  ] as const)('of type %s is not %s', (type, value) =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create();
      const error = await refusal(stripe.customers.createTaxId(id, { type, value }));
      expect(error).toMatchObject({ statusCode: 400, code: 'tax_id_invalid', param: 'value' });
      const create = stripe.customers.create({ tax_id_data: [{ type, value }] });
      expect(await refusal(create)).toMatchObject({ code: 'tax_id_invalid', param: 'tax_id_data[0][value]' });
      expect((await stripe.customers.list()).data).toHaveLength(1);
    }),
  );

  test('of an unknown type is rejected by name', () =>
    withFlorin(async ({ call, stripe }) => {
      const { id } = await stripe.customers.create();
      const { status, body } = await call('POST', `/v1/customers/${id}/tax_ids`, { type: 'moon_vat', value: '1' });
      expect([status, body.error.param]).toEqual([400, 'type']);
    }));

  test('is verified where test mode defines a result', () =>
    withFlorin(async ({ stripe, florin }) => {
      const customer = await stripe.customers.create({
        tax_id_data: [
          { type: 'eu_vat', value: '000000000' },
          { type: 'gb_vat', value: 'GB111111111' },
          { type: 'au_abn', value: '222222222' },
          { type: 'us_ein', value: '12-3456789' },
        ],
      });
      const statuses = async () =>
        (await stripe.customers.listTaxIds(customer.id)).data.map(({ verification }) => verification?.status);
      expect(await statuses()).toEqual(['unavailable', 'pending', 'pending', 'pending']);
      await florin.advance('1m');
      expect(await statuses()).toEqual(['unavailable', 'pending', 'unverified', 'verified']);
      const updates = (await stripe.events.list({ type: 'customer.tax_id.updated' })).data;
      expect(updates.map(({ data }) => data.previous_attributes)).toEqual([
        { verification: { status: 'pending' } },
        { verification: { status: 'pending' } },
      ]);
    }));

  test('belongs to its own customer and world', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const [one, two] = [await stripe.customers.create(), await stripe.customers.create()];
      const { id } = await stripe.customers.createTaxId(one.id, { type: 'us_ein', value: '12-3456789' });
      const stranger = harness.client('sk_test_stranger');
      for (const error of await refusals([
        stripe.customers.retrieveTaxId(two.id, id),
        stripe.customers.deleteTaxId(two.id, id),
        stranger.taxIds.retrieve(id),
        stranger.taxIds.del(id),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
      await stripe.customers.del(one.id);
      expect(await refusal(stripe.taxIds.retrieve(id))).toMatchObject({ statusCode: 404 });
    }));
});

describe('the tax ID of the account', () => {
  test('is separate from those of customers', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const customer = await stripe.customers.create();
      const own = await stripe.taxIds.create({ type: 'us_ein', value: '12-3456789' });
      const theirs = await stripe.taxIds.create({
        type: 'eu_vat',
        value: 'DK12345678',
        owner: { type: 'customer', customer: customer.id },
      });
      expect(own).toMatchObject({ customer: null, owner: { type: 'self' } });
      expect((await stripe.taxIds.list()).data.map(({ id }) => id)).toEqual([own.id]);
      const listed = await stripe.taxIds.list({ owner: { type: 'customer', customer: customer.id } });
      expect(listed.data.map(({ id }) => id)).toEqual([theirs.id]);
      expect((await stripe.customers.listTaxIds(customer.id)).data).toHaveLength(1);
      expect((await stripe.taxIds.del(own.id)).deleted).toBe(true);
      expect(await eventTypes()).toEqual(['customer.created', 'customer.tax_id.created']);
    }));

  test('cannot have an owner that does not exist', () =>
    withFlorin(async ({ stripe }) => {
      const create = (owner: { type: 'customer' | 'account'; customer?: string; account?: string }) =>
        refusal(stripe.taxIds.create({ type: 'us_ein', value: '12-3456789', owner }));
      expect(await create({ type: 'customer' })).toMatchObject({ param: 'owner[customer]' });
      expect(await create({ type: 'customer', customer: 'cus_none' })).toMatchObject({
        statusCode: 400,
        param: 'owner[customer]',
      });
      expect(await create({ type: 'account', account: 'acct_1' })).toMatchObject({ statusCode: 501 });
    }));
});
