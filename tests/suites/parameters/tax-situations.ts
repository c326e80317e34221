import type { Form, Shop } from './shop.ts';
import type { Situation } from './situation.ts';

const TORONTO = { country: 'CA', state: 'ON', postal_code: 'M5V 2T6' };

/** The fields of an address below a parameter. */
const addressIn = (under: string, address: Form = TORONTO): Form =>
  Object.fromEntries(Object.entries(address).map(([name, value]) => [`${under}[${name}]`, value]));

/** A calculation of two lines. */
const CALCULATED: Form = {
  currency: 'usd',
  'line_items[0][amount]': '1000',
  'line_items[0][reference]': 'tea',
  'line_items[1][amount]': '2000',
  'line_items[1][reference]': 'cup',
};
const BOUGHT: Form = { ...CALCULATED, ...addressIn('customer_details[address]') };

/** Registers the account once, so that taxes are collected. */
export async function registered(shop: Shop): Promise<void> {
  await shop.once('registered', async () => {
    await shop.make('tax/settings', addressIn('head_office[address]', { country: 'DE' }));
    return shop.make('tax/registrations', {
      country: 'CA',
      active_from: 'now',
      'country_options[ca][type]': 'standard',
    });
  });
}

/** A new calculation, and the transaction that records it. */
export async function sale(shop: Shop) {
  await registered(shop);
  const calculation = await shop.make('tax/calculations', { ...BOUGHT, 'shipping_cost[amount]': '500' });
  const count = await shop.once('sales', async () => ({ made: 0 }));
  count.made += 1;
  const transaction = await shop.make('tax/transactions/create_from_calculation', {
    calculation: calculation.id,
    reference: `sale ${count.made}`,
  });
  return { calculation, transaction };
}

let references = 0;

export const TAX_SITUATIONS: Readonly<Record<string, (shop: Shop, path: string) => Promise<Situation> | Situation>> = {
  'POST /v1/tax/settings': (_shop, path) => ({
    form: path.startsWith('head_office') ? addressIn('head_office[address]') : {},
  }),
  'POST /v1/tax/locations': () => ({ form: { type: 'performance', ...addressIn('address') } }),
  'POST /v1/tax/registrations': (_shop, path) => {
    const [, country = 'de'] = /^country_options\[(\w\w)\]/.exec(path) ?? [];
    const under = `country_options[${country}]`;
    const ofState = country === 'us' ? { [`${under}[state]`]: 'TX', [`${under}[type]`]: 'state_sales_tax' } : {};
    const ofProvince = path.includes('[province_standard]') ? { [`${under}[type]`]: 'province_standard' } : {};
    const type = { [`${under}[type]`]: 'standard' };
    return { form: { country: country.toUpperCase(), active_from: 'now', ...type, ...ofState, ...ofProvince } };
  },
  'POST /v1/tax/registrations/{id}': async (shop) => ({
    ids: [
      (
        await shop.make('tax/registrations', {
          country: 'DE',
          active_from: '4102444800',
          'country_options[de][type]': 'standard',
        })
      ).id,
    ],
  }),
  'POST /v1/tax/calculations': async (shop, path) => {
    await registered(shop);
    const of = (name: string) => path.startsWith(name);
    const customer = await shop.once('taxed', () => shop.make('customers', addressIn('address')));
    return {
      form: {
        ...CALCULATED,
        ...(of('customer') && !of('customer_details') ? {} : addressIn('customer_details[address]')),
        ...(of('customer_details[tax_ids]') && {
          'customer_details[tax_ids][0][type]': 'eu_vat',
          'customer_details[tax_ids][0][value]': 'DE123456789',
        }),
        ...(of('ship_from_details') && addressIn('ship_from_details[address]')),
        ...(of('shipping_cost') && !of('shipping_cost[shipping_rate]') && { 'shipping_cost[amount]': '500' }),
        ...(path === 'customer' && { customer: customer.id }),
      },
    };
  },
  'POST /v1/tax/transactions/create_from_calculation': async (shop) => {
    await registered(shop);
    references += 1;
    return {
      form: { calculation: (await shop.make('tax/calculations', BOUGHT)).id, reference: `recorded ${references}` },
    };
  },
  'POST /v1/tax/transactions/create_reversal': async (shop, path) => {
    const { transaction } = await sale(shop);
    const lines = await shop.make(`tax/transactions/${transaction.id}/line_items`, {}, 'GET');
    references += 1;
    return {
      form: {
        mode: /^(flat_amount|line_items|shipping_cost)/.test(path) ? 'partial' : 'full',
        original_transaction: transaction.id,
        reference: `undone ${references}`,
        ...(path.startsWith('line_items') && {
          'line_items[0][original_line_item]': lines.data[0].id,
          'line_items[0][amount]': '-100',
          'line_items[0][amount_tax]': '-6',
          'line_items[0][reference]': 'back',
        }),
        ...(path.startsWith('shipping_cost') && {
          'shipping_cost[amount]': '-100',
          'shipping_cost[amount_tax]': '-6',
        }),
      },
    };
  },
};
