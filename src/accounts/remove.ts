import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import type { Account } from './type.ts';

/** Deletes an account: nothing reaches it any more. Its payments stay in the books. */
export async function removeAccount({ work }: Context, account: Account): Promise<Stripe.DeletedAccount> {
  const platform = work.for(work.world);
  await platform.cancelTimers(account.id, 'account.verified');
  await platform.cancelTimers(account.id, 'account.deadline');
  platform.remove(account);
  return { id: account.id, object: 'account', deleted: true };
}
