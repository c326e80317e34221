import { accountOf } from '../../src/api/authenticate.ts';
import type { Florin } from '../../src/florin.ts';
import { type ConnectedAccount, connectedAccountType } from '../../src/kernel/connected-account.ts';

/** Connects a new account to the platform of a key. */
export async function connectAccount(
  { engine }: Florin,
  key: string,
  fields: Partial<ConnectedAccount> = {},
): Promise<string> {
  const world = accountOf(key);
  await engine.worlds.open(world);
  return engine.asPlatform(world, 'connecting an account', async ({ work }) => {
    const { id } = work.insert<ConnectedAccount>(connectedAccountType, {
      id: work.newAccountId(),
      object: 'account',
      country: 'US',
      default_currency: 'usd',
      business_profile: { name: 'Rocket Rides' },
      ...fields,
    });
    return id;
  });
}

/** Disconnects an account from the platform of a key. */
export async function disconnectAccount({ engine }: Florin, key: string, id: string): Promise<void> {
  await engine.asPlatform(accountOf(key), 'disconnecting an account', async ({ work }) => {
    work.remove(await work.require(connectedAccountType, id));
  });
}
