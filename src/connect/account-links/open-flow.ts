import { accountOf } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import { kindOf, linkPath } from './address.ts';
import { type AccountLink, accountLinks, type Collection, type EmbeddedFlow } from './type.ts';

/** A form that is to be opened without a link. */
interface Wanted {
  readonly account: string;
  /** Set for a form in an embedded component. */
  readonly embedded?: EmbeddedFlow;
  readonly collection: Collection;
  /** True if the owner does not sign in: the platform has done so. */
  readonly isSignedIn: boolean;
  /** The path that the form leads to when it is over, and the one once it is finished or left. */
  readonly over: string;
  readonly exit: string;
}

/** Random characters of a flow's address. */
const SECRET_LENGTH = 24;

/**
 * Opens the form of onboarding for an owner who is signed in to a page of Florin, and returns its path; undefined for an
 * account that the platform has rejected, which has nothing to provide.
 */
export async function openFlow({ work }: Context, wanted: Wanted): Promise<string | undefined> {
  const account = await accountOf(work, wanted.account);
  if (!account) throw new Error(`the account ${wanted.account} has a page without being connected`);
  if (account.internal.rejected) return undefined;
  const { embedded, collection, isSignedIn, over, exit } = wanted;
  const id = work.newId(accountLinks.prefix);
  const visit = work.newSecret(SECRET_LENGTH);
  const url = `${linkPath(account.id, kindOf(account), id)}/${visit}`;
  work.insert<AccountLink>(accountLinks, {
    id,
    object: 'account_link',
    created: work.now,
    expires_at: work.now,
    url,
    internal: {
      account: account.id,
      visit,
      opensUntil: work.now,
      refreshUrl: over,
      returnUrl: exit,
      collection,
      phoneDigits: null,
      isSignedIn,
      ...(embedded && { embedded }),
    },
  });
  return url;
}
