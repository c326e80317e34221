import type { Context } from '../kernel/context.ts';
import { accountInvalid } from '../kernel/errors.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { type Account, accounts } from './type.ts';

/** A connected account of the world, or undefined. Its platform keeps it, whichever account the decision acts for. */
export async function accountOf(work: UnitOfWork, id: string): Promise<Account | undefined> {
  const account = await work.for(work.world).get(accounts, id);
  return account?.internal.disconnected ? undefined : account;
}

/** True if an account has an active capability, as transfers to it need `transfers`. */
export function isCapable({ capabilities }: Account, name: string): boolean {
  const states: Readonly<Record<string, string | undefined>> = { ...capabilities };
  return states[name] === 'active';
}

/**
 * The unit of work of the account that a path names, to read its objects; the platform's own included. Throws
 * account_invalid for one that the caller does not reach.
 */
export async function requireScope(context: Context, id: string): Promise<UnitOfWork> {
  const { work } = context;
  if (id === work.account) return work;
  return work.for((await requireAccount(context, id)).id);
}

/** The connected account that a path names. Throws account_invalid for one that the caller does not reach. */
export async function requireAccount({ work, caller }: Context, id: string): Promise<Account> {
  const isReached = work.connected === null || work.connected === id;
  const found = isReached ? await accountOf(work, id) : undefined;
  if (found) return found;
  throw accountInvalid(caller.masked ?? 'sk_test_…', id);
}
