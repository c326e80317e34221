import { METHODS } from '../../../src/methods/registry.ts';
import { SAMPLES } from '../methods/method-samples.ts';
import { steady } from './made.ts';
import { attempt } from './payment-parts.ts';
import type { Form } from './shop.ts';
import { ofNew, type Prepare } from './situation.ts';

/** The part of an attempt that a confirmation token takes. */
function collected(form: Form, path: string): Form {
  const wanted = path.startsWith('mandate_data') ? /^payment_method|^mandate_data/ : /^payment_method|^shipping/;
  return Object.fromEntries(Object.entries(form).filter(([name]) => wanted.test(name)));
}

export const METHOD_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/apple_pay/domains': () => ({ form: { domain_name: 'shop.example.com' } }),
  'POST /v1/payment_method_domains': () => ({ form: { domain_name: 'shop.example.com' } }),
  'POST /v1/payment_method_domains/{payment_method_domain}': ofNew('payment_method_domains', {
    domain_name: 'shop.example.com',
  }),
  'POST /v1/payment_method_configurations': () => ({}),
  'POST /v1/payment_methods': (_shop, path) => {
    const named = METHODS.find(({ type }) => path.startsWith(`${type}[`))?.type ?? 'card';
    return {
      form: path.startsWith('card[')
        ? { type: 'card', 'card[number]': '4242424242424242', 'card[exp_month]': '12', 'card[exp_year]': '2034' }
        : { type: named, ...SAMPLES[named] },
    };
  },
  'POST /v1/payment_methods/{payment_method}': async (shop) => ({
    ids: [(await shop.make('payment_methods/pm_card_visa/attach', { customer: (await steady(shop)).id })).id],
  }),
  'POST /v1/payment_methods/{payment_method}/attach': async (shop) => ({
    ids: ['pm_card_visa'],
    form: { customer: (await steady(shop)).id },
  }),
  'POST /v1/sources': () => ({ form: { type: 'card', token: 'tok_visa' } }),
  'POST /v1/sources/{source}': ofNew('sources', { type: 'card', token: 'tok_visa' }),
  'POST /v1/tokens': (_shop, path) => ({
    form: /^card/.test(path)
      ? { 'card[number]': '4242424242424242', 'card[exp_month]': '12', 'card[exp_year]': '2034' }
      : /^bank_account/.test(path)
        ? {
            'bank_account[country]': 'US',
            'bank_account[account_number]': '000123456789',
            'bank_account[routing_number]': '110000000',
          }
        : {},
  }),
  'POST /v1/test_helpers/confirmation_tokens': async (shop, path) => ({
    form: collected(await attempt(shop, path, { payment_method: 'pm_card_visa' }), path),
  }),
  'POST /v1/confirmation_tokens': async (shop, path) => ({
    form: collected(await attempt(shop, path, { payment_method: 'pm_card_visa' }), path),
  }),
  'POST /v1/payment_method_configurations/{configuration}': async (shop) => ({
    ids: [(await shop.once('configurations', () => shop.make('payment_method_configurations', {}, 'GET'))).data[0].id],
  }),
};
