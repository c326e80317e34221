import { type Account, accounts } from '../src/accounts/type.ts';
import { accountOf } from '../src/api/authenticate.ts';
import { createFlorin } from '../src/florin.ts';
import { book } from '../src/ledger/balance-transactions.ts';
import { makeTestBank } from '../src/payouts/test-bank.ts';

/** Accounts in one commit. */
const AT_ONCE = 100;
/** The funds of an account that has some, in cents. */
const FUNDS = 1_000;

/**
 * Fills a new data folder with a platform of `count` accounts that may do everything, and that are paid out daily to their
 * bank accounts. If they are `funded`, each has available funds. Returns the id of the newest.
 */
export async function seedAccounts(
  data: string,
  key: string,
  count: number,
  { funded }: { readonly funded: boolean },
): Promise<string> {
  const florin = await createFlorin({ storage: data });
  const answer = await florin.fetch('http://127.0.0.1/v1/accounts', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams({ type: 'custom', country: 'US', 'business_profile[name]': 'Rocket Rides' }),
  });
  const { id: model } = (await answer.json()) as { id: string };
  let newest = model;
  for (let made = 0; made < count; made += AT_ONCE) {
    newest = await florin.engine.asPlatform(accountOf(key), 'seeding accounts', async (context) => {
      const { work } = context;
      const copied = await work.require(accounts, model);
      let id = model;
      for (let n = 0; n < Math.min(AT_ONCE, count - made); n++) {
        id = work.newAccountId();
        const capabilities = { card_payments: 'active', transfers: 'active' } as const;
        work.insert<Account>(accounts, { ...copied, id, capabilities, charges_enabled: true, payouts_enabled: true });
        const own = await context.at(id);
        own.work.save({ ...makeTestBank(own), account: id });
        if (!funded) continue;
        book(own, {
          type: 'charge',
          reportingCategory: 'charge',
          amount: FUNDS,
          currency: 'usd',
          fee: 0,
          availableOn: own.work.worldNow,
          source: null,
          description: null,
        });
      }
      return id;
    });
  }
  await florin.close();
  return newest;
}
