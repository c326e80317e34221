import { type Account, accounts } from '../../src/accounts/type.ts';
import { accountOf } from '../../src/api/authenticate.ts';
import type { Florin } from '../../src/florin.ts';

/**
 * Connects a new account to the platform of a key. `fields` are set as they are, as if the account had provided what it
 * needs for them.
 */
export async function connectAccount(florin: Florin, key: string, fields: Partial<Account> = {}): Promise<string> {
  const type = fields.type ?? 'standard';
  const response = await florin.fetch('http://127.0.0.1:12111/v1/accounts', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ type, country: 'US', 'business_profile[name]': 'Rocket Rides' }).toString(),
  });
  const made = (await response.json()) as { id: string };
  return florin.engine.asPlatform(accountOf(key), 'setting up an account', async ({ work }) => {
    const account = await work.require(accounts, made.id);
    return work.save<Account>({ ...account, ...fields }).id;
  });
}

/** Disconnects an account from the platform of a key. */
export async function disconnectAccount({ engine }: Florin, key: string, id: string): Promise<void> {
  await engine.asPlatform(accountOf(key), 'disconnecting an account', async ({ work }) => {
    work.remove(await work.require(accounts, id));
  });
}
