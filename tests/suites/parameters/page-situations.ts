import type { Form, Shop } from './shop.ts';

/** Calls of the pages that Florin serves, in which their parameters have an effect. */

const SOLD = {
  success_url: 'https://shop.example/done',
  mode: 'payment',
  'line_items[0][price_data][unit_amount]': '5000',
  'line_items[0][price_data][product_data][name]': 'Tea',
  'line_items[0][quantity]': '2',
  'line_items[0][adjustable_quantity][enabled]': 'true',
};

/** The data that a session collects, by the first name of what its payer gives. */
const ASKED: Readonly<Record<string, Form>> = {
  business_name: { 'name_collection[business][enabled]': 'true', 'name_collection[business][optional]': 'true' },
  consent: { 'consent_collection[promotions]': 'auto' },
  custom_fields: {
    'custom_fields[0][key]': 'note',
    'custom_fields[0][type]': 'text',
    'custom_fields[0][label][type]': 'custom',
    'custom_fields[0][label][custom]': 'Note',
    'custom_fields[0][optional]': 'true',
  },
  individual_name: { 'name_collection[individual][enabled]': 'true', 'name_collection[individual][optional]': 'true' },
  phone: { 'phone_number_collection[enabled]': 'true' },
  return_url: { ui_mode: 'elements', return_url: 'https://shop.example/back', success_url: '' },
  shipping: { 'shipping_address_collection[allowed_countries][0]': 'US' },
  tax_id: { 'tax_id_collection[enabled]': 'true' },
};

const ADDRESS = { line1: '1 Main Street', city: 'Austin', state: 'TX', postal_code: '78701', country: 'US' };

function addressUnder(at: string): Form {
  return Object.fromEntries(Object.entries(ADDRESS).map(([name, value]) => [`${at}[${name}]`, value]));
}

/** A session that asks for what the parameter gives, and its line's id. */
export async function askingSession(
  shop: Shop,
  path: string,
  { type = 'card', currency = 'usd' } = {},
): Promise<{ id: string; line: string }> {
  const [name = ''] = path.split('[');
  const paid = { 'line_items[0][price_data][currency]': currency, 'allowed_payment_method_types[0]': type };
  const form = Object.entries({ ...SOLD, ...paid, ...ASKED[name] }).filter(([, value]) => value !== '');
  const { id } = await shop.make('checkout/sessions', Object.fromEntries(form));
  const { data } = await shop.make(`checkout/sessions/${id}/line_items`, {}, 'GET');
  return { id, line: data[0].id };
}

/** Further parameters that a parameter of a page needs: the rest of an address, a tax id or a custom field. */
export function besides(path: string): Form {
  const [name = ''] = path.split('[');
  if (name === 'shipping') return { 'shipping[name]': 'Jenny', ...addressUnder('shipping[address]') };
  if (name === 'billing_address') return addressUnder('billing_address');
  if (name === 'tax_id') return { 'tax_id[type]': 'eu_vat', 'tax_id[value]': 'DE123456789', business_name: 'Tea Ltd' };
  if (name === 'custom_fields') return { 'custom_fields[0][key]': 'note', 'custom_fields[0][value]': 'Hi' };
  return {};
}
