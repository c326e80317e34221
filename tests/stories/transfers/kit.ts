import type Stripe from 'stripe';
import { type Account, accounts } from '../../../src/accounts/type.ts';
import { accountOf } from '../../../src/api/authenticate.ts';
import { connectAccount } from '../../support/connected.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

const KEY = 'sk_test_harness';

/** A platform with its accounts, and their money. */
export interface Marketplace extends Pick<Harness, 'stripe' | 'florin' | 'call' | 'close' | 'client'> {
  /** Connects an account that can receive transfers. */
  connect(fields?: Parameters<typeof connectAccount>[2]): Promise<string>;
  /** Enables the payouts of an account, as if it had provided all that it needs. */
  enable(account: string): Promise<unknown>;
  /** All that an account has in a currency, available or not; the platform without one. */
  worth(account?: string, currency?: string): Promise<number>;
  /** Runs something, and returns by how much it changed the platform and accounts. */
  moved(accounts: readonly string[], act: () => Promise<unknown>): Promise<number[]>;
  /** A paid card payment, with its settled charge. */
  pay(
    params?: object,
    options?: Stripe.RequestOptions,
  ): Promise<Stripe.PaymentIntent & { latest_charge: Stripe.Charge }>;
  /** Adds funds that the platform can send at once. */
  fund(amount: number): Promise<unknown>;
}

export async function openMarketplace(): Promise<Marketplace> {
  const harness = await createHarness();
  const { stripe, florin } = harness;
  async function worth(account?: string, currency = 'usd'): Promise<number> {
    const balance = await stripe.balance.retrieve({}, account === undefined ? {} : { stripeAccount: account });
    return [...balance.available, ...balance.pending]
      .filter((row) => row.currency === currency)
      .reduce((sum, { amount }) => sum + amount, 0);
  }
  // The reserve for accounts that owe is still the platform's.
  async function own(): Promise<number> {
    const { available, pending, connect_reserved: reserved = [] } = await stripe.balance.retrieve();
    const rows = [...available, ...pending, ...reserved].filter(({ currency }) => currency === 'usd');
    return rows.reduce((sum, { amount }) => sum + amount, 0);
  }
  const all = (accounts: readonly string[]) => Promise.all([own(), ...accounts.map((account) => worth(account))]);
  const pay: Marketplace['pay'] = async (params = {}, options = {}) => {
    const card = { amount: 1000, currency: 'usd', payment_method: 'pm_card_visa', return_url: 'https://example.com/' };
    const expand = ['latest_charge.balance_transaction', 'latest_charge.application_fee'];
    const given: Stripe.PaymentIntentCreateParams = { ...card, confirm: true, expand, ...params };
    const intent = await stripe.paymentIntents.create(given, options);
    return intent as Stripe.PaymentIntent & { latest_charge: Stripe.Charge };
  };
  return {
    ...harness,
    connect: (fields = {}) =>
      connectAccount(florin, KEY, { type: 'custom', capabilities: { transfers: 'active' }, ...fields }),
    enable: (account) =>
      florin.engine.asPlatform(accountOf(KEY), 'enabling payouts', async ({ work }) => {
        const found = await work.require(accounts, account);
        work.save<Account>({ ...found, capabilities: { transfers: 'active' }, payouts_enabled: true });
      }),
    worth,
    async moved(accounts, act) {
      const before = await all(accounts);
      await act();
      const after = await all(accounts);
      return after.map((amount, n) => amount - (before[n] ?? 0));
    },
    pay,
    fund: (amount) => pay({ amount, payment_method: 'pm_card_bypassPending' }),
  };
}
