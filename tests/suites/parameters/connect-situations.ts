import type { Json } from '../../support/harness.ts';
import type { Form, Shop } from './shop.ts';
import type { Situation } from './situation.ts';

type Prepare = (shop: Shop, path: string) => Promise<Situation>;

const CARD = {
  amount: '1000',
  currency: 'usd',
  confirm: 'true',
  payment_method: 'pm_card_visa',
  return_url: 'https://shop.example/done',
};

/** An account that payments are shared with. In test mode it receives transfers at once. */
const account = (shop: Shop): Promise<Json> => shop.once('account', () => shop.make('accounts', { type: 'standard' }));

/** The parameters of a payment for that account. */
export async function destined(shop: Shop, form: Form = {}, name = 'transfer_data[destination]'): Promise<Form> {
  return { [name]: (await account(shop)).id, ...form };
}

/** A payment for an account with a fee for the platform, taken or reserved. */
export async function shared(shop: Shop, form: Form = {}): Promise<Json> {
  const taken = form.capture_method === 'manual' ? {} : { capture_method: 'automatic' };
  const made = await shop.make('payment_intents', { ...CARD, ...taken, ...(await destined(shop)), ...form });
  return made;
}

async function chargeOf(shop: Shop): Promise<Json> {
  const { latest_charge: id } = await shared(shop, { application_fee_amount: '100' });
  return shop.make(`charges/${id}`, {}, 'GET');
}

async function transfer(shop: Shop): Promise<string> {
  return (await chargeOf(shop)).transfer;
}

async function fee(shop: Shop): Promise<string> {
  return (await chargeOf(shop)).application_fee;
}

/** Funds that can be sent at once, made once. */
const funded = (shop: Shop) =>
  shop.once('funds', () =>
    shop.make('payment_intents', { ...CARD, amount: '900000', payment_method: 'pm_card_bypassPending' }),
  );

async function payout(shop: Shop): Promise<string> {
  await funded(shop);
  return (await shop.make('payouts', { amount: '100', currency: 'usd' })).id;
}

/** The calls about the money of a platform and its accounts. */
export const CONNECT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/account_sessions': async (shop, path) => {
    const other = path.includes('documents') ? 'payouts' : 'documents';
    const component = /^components\[\w+\]/.exec(path)?.[0];
    return {
      form: {
        account: (await shop.once('collected', () => shop.make('accounts', { type: 'custom' }))).id,
        [`components[${other}][enabled]`]: 'true',
        ...(component && path.includes('features') && { [`${component}[enabled]`]: 'true' }),
      },
    };
  },
  'POST /v1/transfers': async (shop, path) => {
    await funded(shop);
    const source = path === 'source_transaction' ? { source_transaction: (await chargeOf(shop)).id } : {};
    return { form: { amount: '100', currency: 'usd', destination: (await account(shop)).id, ...source } };
  },
  'POST /v1/transfers/{transfer}': async (shop) => ({ ids: [await transfer(shop)] }),
  'POST /v1/transfers/{transfer}/reversals': async (shop) => ({ ids: [await transfer(shop)] }),
  'POST /v1/transfers/{transfer}/reversals/{id}': async (shop) => {
    const id = await transfer(shop);
    return { ids: [id, (await shop.make(`transfers/${id}/reversals`, { amount: '50' })).id] };
  },
  'POST /v1/application_fees/{fee}/refunds': async (shop) => ({ ids: [await fee(shop)] }),
  'POST /v1/application_fees/{fee}/refunds/{id}': async (shop) => {
    const id = await fee(shop);
    return { ids: [id, (await shop.make(`application_fees/${id}/refunds`, { amount: '50' })).id] };
  },
  'POST /v1/payouts': async (shop) => {
    await funded(shop);
    return { form: { amount: '100', currency: 'usd' } };
  },
  'POST /v1/payouts/{payout}': async (shop) => ({ ids: [await payout(shop)] }),
  'POST /v1/payouts/{payout}/cancel': async (shop) => ({ ids: [await payout(shop)] }),
  'POST /v1/payouts/{payout}/reverse': async (shop) => {
    const id = await payout(shop);
    await shop.harness.florin.advance('1m');
    return { ids: [id] };
  },
  'POST /v1/topups': async () => ({ form: { amount: '1000', currency: 'usd' } }),
  'POST /v1/topups/{topup}': async (shop) => ({
    ids: [(await shop.make('topups', { amount: '1000', currency: 'usd' })).id],
  }),
  'POST /v1/topups/{topup}/cancel': async (shop) => ({
    ids: [(await shop.make('topups', { amount: '1000', currency: 'usd' })).id],
  }),
};
