import { shared } from './connect-situations.ts';
import { customer } from './made.ts';
import { attempt, BACK, sharedBy, shipped, UNBALANCED, withSource } from './payment-parts.ts';
import type { Form, Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

const PAID = { amount: '1000', currency: 'usd', payment_method: 'pm_card_visa', ...BACK };

const PRIOR_CHARGE =
  'evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][0][charge]';

const pay = (shop: Shop, form: Form = {}) => shop.make('payment_intents', { ...PAID, confirm: 'true', ...form });

function unenforced(path: string): Form {
  if (path === 'amount_details[enforce_arithmetic_validation]') return UNBALANCED;
  return path.startsWith('amount_details[') ? { 'amount_details[enforce_arithmetic_validation]': 'false' } : {};
}

export const PAYMENT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/payment_intents/{intent}/apply_customer_balance': async (shop) => {
    const { id } = await customer(shop);
    await shop.make(`customers/${id}/cash_balance`, { 'settings[reconciliation_mode]': 'manual' });
    await shop.make(`test_helpers/customers/${id}/fund_cash_balance`, { amount: '5000', currency: 'eur' });
    const transfer = await attempt(shop, 'payment_method_data[customer_balance][a]', {
      currency: 'eur',
      confirm: 'true',
    });
    await shop.harness.florin.settled();
    return { ids: [(await shop.make('payment_intents', { ...transfer, amount: '1000', customer: id })).id] };
  },
  'POST /v1/charges': async (shop, path) => ({
    form: {
      amount: '1000',
      currency: 'usd',
      ...withSource(path, { source: 'tok_visa' }),
      ...shipped(path),
      ...(await sharedBy(shop, path)),
    },
  }),
  'POST /v1/charges/{charge}': async (shop, path) => ({
    ids: [(await shop.make('charges', { amount: '1000', currency: 'usd', source: 'tok_visa' })).id],
    form: shipped(path),
  }),
  'POST /v1/charges/{charge}/capture': async (shop, path) => {
    const reserved = { amount: '1000', currency: 'usd', source: 'tok_visa', capture: 'false' };
    return { ids: [(await shop.make('charges', { ...reserved, ...(await sharedBy(shop, path)) })).id] };
  },
  'POST /v1/disputes/{dispute}': async (shop, path) => {
    const card = path.includes('visa_compelling') ? 'createCe3EligibleDispute' : 'createDispute';
    const { id } = await pay(shop, { payment_method: `pm_card_${card}` });
    return {
      ids: [(await shop.make(`disputes?payment_intent=${id}`, {}, 'GET')).data[0].id],
      form: {
        submit: 'false',
        ...(path.includes('prior_undisputed') && {
          [PRIOR_CHARGE]: (await shop.once('prior', () => pay(shop))).latest_charge,
        }),
      },
    };
  },
  'POST /v1/payment_intents': async (shop, path) => ({
    form: { ...(await attempt(shop, path, { ...PAID, confirm: 'true' })), ...(await sharedBy(shop, path)) },
  }),
  'POST /v1/payment_intents/{intent}': async (shop, path) => {
    const {
      confirm: _,
      'allowed_payment_method_types[0]': types,
      currency = 'usd',
      amount = '1000',
      return_url: __,
      ...form
    } = await attempt(shop, path, PAID);
    const asked = {
      currency,
      amount,
      ...(types && { 'allowed_payment_method_types[0]': types }),
      ...(await sharedBy(shop, path)),
    };
    return {
      ids: [(await shop.make('payment_intents', asked)).id],
      form: path.startsWith('mandate')
        ? form
        : Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('mandate_data'))),
    };
  },
  'POST /v1/payment_intents/{intent}/confirm': async (shop, path) => {
    const {
      'allowed_payment_method_types[0]': types,
      currency = 'usd',
      amount = '1000',
      customer: who,
      ...form
    } = await attempt(shop, path, PAID);
    const asked = {
      currency,
      amount,
      ...(types && { 'allowed_payment_method_types[0]': types }),
      ...(who && { customer: who }),
    };
    return { ids: [(await shop.make('payment_intents', asked)).id], form };
  },
  'POST /v1/payment_intents/{intent}/capture': async (shop, path) => ({
    ids: [(await pay(shop, { capture_method: 'manual', ...(await sharedBy(shop, path)) })).id],
    form: unenforced(path),
  }),
  'POST /v1/payment_intents/{intent}/cancel': async (shop) => ({
    ids: [(await shop.make('payment_intents', { amount: '1000', currency: 'usd' })).id],
  }),
  'POST /v1/payment_intents/{intent}/increment_authorization': async (shop, path) => ({
    ids: [
      (
        await pay(shop, {
          capture_method: 'manual',
          'payment_method_options[card][request_incremental_authorization]': 'if_available',
          ...(await sharedBy(shop, path)),
        })
      ).id,
    ],
    form: { amount: '1500', ...unenforced(path) },
  }),
  'POST /v1/setup_intents': async (shop, path) => ({
    form: await attempt(shop, path, { payment_method: 'pm_card_visa', confirm: 'true', ...BACK }),
  }),
  'POST /v1/setup_intents/{intent}': async (shop, path) => {
    const {
      'allowed_payment_method_types[0]': types,
      return_url: _,
      ...form
    } = await attempt(shop, path, { payment_method: 'pm_card_visa' });
    return {
      ids: [(await shop.make('setup_intents', types ? { 'allowed_payment_method_types[0]': types } : {})).id],
      form: Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('mandate_data'))),
    };
  },
  'POST /v1/setup_intents/{intent}/confirm': async (shop, path) => {
    const { 'allowed_payment_method_types[0]': types, ...form } = await attempt(shop, path, {
      payment_method: 'pm_card_visa',
      ...BACK,
    });
    return {
      ids: [(await shop.make('setup_intents', types ? { 'allowed_payment_method_types[0]': types } : {})).id],
      form,
    };
  },
  'POST /v1/setup_intents/{intent}/cancel': async (shop) => ({ ids: [(await shop.make('setup_intents', {})).id] }),
  'POST /v1/refunds/{refund}': async (shop) => ({
    ids: [(await shop.make('refunds', { payment_intent: (await pay(shop)).id })).id],
  }),
  'POST /v1/refunds': async (shop, path) => {
    const isShared = /^(reverse_transfer|refund_application_fee)$/.test(path);
    const payment = isShared ? await shared(shop, { application_fee_amount: '100' }) : await pay(shop);
    return { form: { payment_intent: payment.id } };
  },
};
