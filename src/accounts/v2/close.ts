import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type Account, CONFIGURATIONS, isConfigured } from '../type.ts';
import { NOTHING_OF_V2 } from './view.ts';

/**
 * Closes an account: nothing reaches it any more, but API v2 still shows it. `named` are the configurations that its
 * caller knows of. Throws if it has others.
 */
export async function closeAccount(
  { work }: Context,
  account: Account,
  named: readonly string[] | undefined,
): Promise<Account> {
  const applied = CONFIGURATIONS.filter((one) => isConfigured(account, one));
  const missing = named && applied.find((one) => !named.includes(one));
  if (missing) {
    throw invalidRequest(`The account ${account.id} also has the configuration ${missing}. Name all of them.`, {
      param: 'applied_configurations',
    });
  }
  const platform = work.for(work.world);
  await platform.cancelTimers(account.id, 'account.verified');
  await platform.cancelTimers(account.id, 'account.deadline');
  const { v2 = NOTHING_OF_V2 } = account.internal;
  const closed = platform.save<Account>({
    ...account,
    charges_enabled: false,
    payouts_enabled: false,
    internal: { ...account.internal, disconnected: true, v2: { ...v2, isClosed: true } },
  });
  platform.emit('v2.core.account.closed', closed);
  return closed;
}
