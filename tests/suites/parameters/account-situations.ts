import type { Form, Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

/** A new account that a parameter can be about. Its terms are only accepted by a platform that collects its data. */
function accountFor(path: string): Form {
  const type: Form = /^(controller|type)/.test(path) ? {} : { type: 'custom', country: 'US' };
  return { ...type, ...anchoredBy(path), ...ofIndividual(path), ...externalCard(path) };
}

/** Only debit cards are paid out to. */
function externalCard(path: string): Form {
  const isCard = /^external_account\[(address_|name|metadata|default_for_currency|cvc|exp_)/.test(path);
  return isCard ? { 'external_account[number]': '4000056655665556' } : {};
}

function ofIndividual(path: string): Form {
  return path.startsWith('individual') ? { business_type: 'individual' } : {};
}

/** An account that a person can be added to. */
const company = (shop: Shop) => shop.make('accounts', { type: 'custom', country: 'US', business_type: 'company' });

/** The interval that the anchor of a payout schedule goes with. */
function anchoredBy(path: string): Form {
  const interval = /\[(weekly|monthly)_/.exec(path)?.[1];
  return interval === undefined ? {} : { 'settings[payouts][schedule][interval]': interval };
}

export const ACCOUNT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/accounts': (_shop, path) => ({ form: accountFor(path) }),
  'POST /v1/accounts/{account}': async (shop, path) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id],
    form: { ...anchoredBy(path), ...ofIndividual(path), ...externalCard(path) },
  }),
  'POST /v1/accounts/{account}/capabilities/{capability}': async (shop) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id, 'transfers'],
  }),
  'POST /v1/accounts/{account}/external_accounts/{id}': async (shop, path) => {
    const { id } = await company(shop);
    const external_account = /^(address|exp|name)/.test(path) ? 'tok_visa_debit' : 'btok_us';
    await shop.make(`accounts/${id}/external_accounts`, { external_account });
    return { ids: [id, (await shop.make(`accounts/${id}/external_accounts`, { external_account })).id] };
  },
  'POST /v1/accounts/{account}/persons': async (shop) => ({ ids: [(await company(shop)).id] }),
  'POST /v1/accounts/{account}/persons/{person}': async (shop) => {
    const { id } = await company(shop);
    return { ids: [id, (await shop.make(`accounts/${id}/persons`, { first_name: 'Jenny' })).id] };
  },
  'POST /v1/accounts/{account}/reject': async (shop) => ({
    ids: [(await shop.make('accounts', { type: 'custom', country: 'US' })).id],
    form: { reason: 'other' },
  }),
};
