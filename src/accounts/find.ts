import type { Context } from '../kernel/context.ts';
import { StripeError } from '../kernel/errors.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { type Account, accounts } from './type.ts';

/** A connected account of the world, or undefined. Its platform keeps it, whichever account the decision acts for. */
export function accountOf(work: UnitOfWork, id: string): Promise<Account | undefined> {
  return work.for(work.world).get(accounts, id);
}

/** True if an account has an active capability, as transfers to it need `transfers`. */
export function isCapable({ capabilities }: Account, name: string): boolean {
  const states: Readonly<Record<string, string | undefined>> = { ...capabilities };
  return states[name] === 'active';
}

/** The connected account that a path names. Throws account_invalid for one that the caller does not reach. */
export async function requireAccount({ work }: Context, id: string): Promise<Account> {
  const isReached = work.connected === null || work.connected === id;
  const found = isReached ? await accountOf(work, id) : undefined;
  if (found) return found;
  throw accountInvalid(id);
}

/** 403: the account is not one that the caller's key reaches. */
function accountInvalid(account: string): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}
