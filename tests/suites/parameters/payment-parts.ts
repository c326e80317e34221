import { METHODS } from '../../../src/methods/registry.ts';
import { AGREED, ENTERED, SAMPLES, WITH } from '../methods/method-samples.ts';
import { destined } from './connect-situations.ts';
import { steady } from './made.ts';
import type { Form, Shop } from './shop.ts';

export const BACK = { return_url: 'https://shop.example/done' };

/** The payment method that a parameter is about: `payment_method_options[klarna][…]`, `payment_method_data[klarna][…]`. */
export function methodIn(path: string): string | undefined {
  const name = /^(?:payment_intent_data\[|setup_intent_data\[)?payment_method_(?:options|data)\]?\[(\w+)\]/.exec(
    path,
  )?.[1];
  return METHODS.find(({ type }) => type === name)?.type;
}

const cardIn = (under: string): Form => ({
  [`${under}[number]`]: '4242424242424242',
  [`${under}[exp_month]`]: '12',
  [`${under}[exp_year]`]: '2034',
});

export function currencyOf(type: string): string {
  const currencies = METHODS.find((method) => method.type === type)?.currencies;
  if (type === 'customer_balance' || type === 'klarna') return 'eur';
  return currencies === undefined || currencies === 'all' || currencies.includes('usd')
    ? 'usd'
    : (currencies[0] ?? 'usd');
}

export function data(type: string, under = 'payment_method_data'): Form {
  if (type === 'card') return { [`${under}[type]`]: type, ...cardIn(`${under}[card]`) };
  const sample = Object.entries(SAMPLES[type] ?? {}).map(([name, value]) => [
    name.replace(/^[^[]+/, (first) => `${under}[${first}]`),
    value,
  ]);
  return { [`${under}[type]`]: type, ...Object.fromEntries(sample) };
}

/** The source of a customer, in the way that the parameter asks for it. */
export function withSource(path: string, otherwise: Form = {}): Form {
  if (path === 'validate') return { source: 'tok_chargeDeclined' };
  if (/^(source|card|bank_account)$/.test(path)) return {};
  const [under = ''] = path.split('[');
  if (under === 'bank_account')
    return {
      'bank_account[object]': 'bank_account',
      'bank_account[country]': 'US',
      'bank_account[account_number]': '000123456789',
      'bank_account[routing_number]': '110000000',
    };
  return under === 'source' || under === 'card' ? cardIn(under) : otherwise;
}

export function shipped(path: string): Form {
  return path.startsWith('shipping[')
    ? { 'shipping[name]': 'Jenny', 'shipping[address][line1]': '510 Townsend Street' }
    : {};
}

/** The account that a payment is for, where the parameter shares it. */
export async function sharedBy(shop: Shop, path: string): Promise<Form> {
  if (path.startsWith('destination')) return destined(shop, {}, 'destination[account]');
  return /^(application_fee|transfer_data)/.test(path) ? destined(shop) : {};
}

/** Line items that do not add up to the amount. */
export const UNBALANCED = {
  'amount_details[line_items][0][product_name]': 'Tea',
  'amount_details[line_items][0][quantity]': '1',
  'amount_details[line_items][0][unit_cost]': '3',
};

/** A payment or setup by the method that the parameter is about; by a card where it is about none. */
export async function attempt(shop: Shop, path: string, base: Form): Promise<Form> {
  const type = methodIn(path);
  const isSetUp = METHODS.some((method) => method.type === type && method.setup !== undefined);
  const { payment_method: _, ...bare } = base;
  if (/^(off_session|error_on_requires_action|use_stripe_sdk)$/.test(path))
    return {
      ...base,
      payment_method: path === 'off_session' ? 'pm_card_authenticationRequired' : 'pm_card_threeDSecure2Required',
    };
  if (path.startsWith('shipping[')) return { ...base, ...shipped(path) };
  if (path.startsWith('mandate_data[')) return { ...base, ...AGREED };
  if (path === 'amount_details[enforce_arithmetic_validation]') return { ...base, ...UNBALANCED };
  if (path.startsWith('amount_details[')) return { ...base, 'amount_details[enforce_arithmetic_validation]': 'false' };
  if (type === undefined || (type === 'card' && !path.startsWith('payment_method_data'))) {
    if (!/^payment_method_data|^confirmation_token|^payment_method$/.test(path)) return base;
    return path.startsWith('payment_method_data') ? { ...bare, ...data('card') } : bare;
  }
  const of: Form = {
    ...bare,
    ...data(type),
    ...(WITH[type] ?? {}),
    ...(ENTERED[type] ?? {}),
    ...AGREED,
    ...('currency' in bare && { currency: currencyOf(type), amount: '5000' }),
    ...(('currency' in bare || isSetUp) && { 'allowed_payment_method_types[0]': type }),
  };
  return type === 'customer_balance' ? { ...of, customer: (await steady(shop)).id } : of;
}
