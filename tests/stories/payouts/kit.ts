import type Stripe from 'stripe';
import { accountOf } from '../../../src/api/authenticate.ts';
import { makeTestBank } from '../../../src/payouts/test-bank.ts';
import { type Marketplace, openMarketplace } from '../transfers/kit.ts';

export { type Marketplace, openMarketplace };

const KEY = 'sk_test_harness';

type Schedule = Stripe.AccountUpdateParams.Settings.Payouts.Schedule;

/** Connects an account that is paid out to a test bank account by a schedule. */
export async function connectPaidOut(market: Marketplace, schedule: Schedule): Promise<string> {
  const account = await market.connect({ payouts_enabled: true });
  const payouts = { schedule, statement_descriptor: 'SHIRTS' };
  await market.stripe.accounts.update(account, { settings: { payouts } });
  await market.enable(account);
  await market.florin.engine.asPlatform(accountOf(KEY), 'adding a bank', async (context) => {
    const own = await context.at(account);
    const bank = makeTestBank(own);
    own.work.save({ ...bank, account });
  });
  return account;
}
