import { accountOf } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import { kindOf, linkPath } from './address.ts';
import { type AccountLink, accountLinks, type Collection, type EmbeddedFlow } from './type.ts';

/** An embedded form that is to be opened. */
interface Wanted {
  readonly account: string;
  readonly embedded: EmbeddedFlow;
  readonly collection: Collection;
  /** True if the owner does not sign in: the platform has done so. */
  readonly isSignedIn: boolean;
  /** The path of the component, and the one that the form leads to once it is finished or left. */
  readonly component: string;
  readonly exit: string;
}

/** Random characters of a flow's address. */
const SECRET_LENGTH = 24;

/** Opens the form of onboarding in an embedded component, and returns its path. */
export async function openEmbeddedFlow({ work }: Context, wanted: Wanted): Promise<string> {
  const account = await accountOf(work, wanted.account);
  if (!account) throw new Error(`the account ${wanted.account} has a frame without being connected`);
  const { embedded, collection, isSignedIn, component, exit } = wanted;
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
      refreshUrl: component,
      returnUrl: exit,
      collection,
      phoneDigits: null,
      isSignedIn,
      embedded,
    },
  });
  return url;
}
