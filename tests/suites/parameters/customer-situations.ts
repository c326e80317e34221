import { customer, steady } from './made.ts';
import { shipped, withSource } from './payment-parts.ts';
import type { Prepare } from './situation.ts';

export const CUSTOMER_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/ephemeral_keys': async (shop) => ({ form: { customer: (await steady(shop)).id } }),
  'POST /v1/customer_sessions': async (shop, path) => ({
    form: {
      customer: (await steady(shop)).id,
      ...(!path.includes('payment_element') && { 'components[buy_button][enabled]': 'false' }),
    },
  }),
  'POST /v1/customers': (_shop, path) => ({ form: { ...withSource(path), ...shipped(path) } }),
  'POST /v1/customers/{customer}': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form: { ...withSource(path), ...shipped(path) },
  }),
  'POST /v1/customers/{customer}/sources': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form: withSource(path, { source: 'tok_visa' }),
  }),
  'POST /v1/customers/{customer}/sources/{id}': async (shop, path) => {
    const { id } = await customer(shop);
    return {
      ids: [
        id,
        (
          await shop.make(`customers/${id}/sources`, {
            source: path.startsWith('account')
              ? 'btok_us'
              : path.startsWith('owner')
                ? (
                    await shop.make('sources', { type: 'card', token: 'tok_visa' })
                  ).id
                : 'tok_visa',
          })
        ).id,
      ],
    };
  },
  'POST /v1/customers/{customer}/sources/{id}/verify': async (shop) => {
    const { id } = await customer(shop);
    const account = await shop.make(`customers/${id}/sources`, { source: 'btok_us' });
    return { ids: [id, account.id], form: { 'amounts[1]': '45' } };
  },
  'POST /v1/customers/{customer}/balance_transactions': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { amount: '-500', currency: 'usd' },
  }),
  'POST /v1/customers/{customer}/balance_transactions/{transaction}': async (shop) => {
    const { id } = await customer(shop);
    return {
      ids: [id, (await shop.make(`customers/${id}/balance_transactions`, { amount: '-500', currency: 'usd' })).id],
    };
  },
  'POST /v1/customers/{customer}/cash_balance': async (shop) => ({ ids: [(await customer(shop)).id] }),
  'POST /v1/test_helpers/customers/{customer}/fund_cash_balance': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { amount: '500', currency: 'usd' },
  }),
  'POST /v1/customers/{customer}/funding_instructions': async (shop, path) => ({
    ids: [(await customer(shop)).id],
    form:
      path.includes('eu_bank') || path.includes('requested')
        ? {
            currency: 'eur',
            funding_type: 'bank_transfer',
            'bank_transfer[type]': 'eu_bank_transfer',
            'bank_transfer[eu_bank_transfer][country]': 'NL',
          }
        : { currency: 'usd', funding_type: 'bank_transfer', 'bank_transfer[type]': 'us_bank_transfer' },
  }),
  'POST /v1/tax_ids': () => ({ form: { type: 'eu_vat', value: 'DE123456789' } }),
  'POST /v1/customers/{customer}/tax_ids': async (shop) => ({
    ids: [(await customer(shop)).id],
    form: { type: 'eu_vat', value: 'DE123456789' },
  }),
};
