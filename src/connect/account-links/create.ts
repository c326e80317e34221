import { isCollectedByPlatform } from '../../accounts/controller.ts';
import { requireAccount } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { operation, type ParamsOf } from '../../kernel/operation.ts';
import { leaveToOwner } from '../onboarding/leave-to-owner.ts';
import { kindOf, linkPath } from './address.ts';
import { type AccountLink, accountLinks, type Collection } from './type.ts';

type CreateParams = ParamsOf<'POST /v1/account_links'>;

/** Lifetime of a link in seconds, until its first visit: https://docs.stripe.com/api/account_links/object */
const LASTS_S = 300;

/** Terms of a link. */
export interface LinkTerms {
  readonly type: string;
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly collection: Collection;
}

/** `POST /v1/account_links`: an address where the account's owner can fill in what is required, once. */
export const createAccountLink = operation('POST /v1/account_links', async (context, params) => {
  const { refresh_url: refreshUrl, return_url: returnUrl, type } = params;
  if (refreshUrl === undefined) throw parameterMissing('refresh_url');
  if (returnUrl === undefined) throw parameterMissing('return_url');
  const account = await requireAccount(context, params.account);
  const link = makeLink(context, account, { type, refreshUrl, returnUrl, collection: collectionOf(params) });
  const { id: _id, internal: _internal, ...shown } = link;
  return shown;
});

/** Makes a link for the owner of an account. Throws for a type that the account cannot have. */
export function makeLink({ work, caller }: Context, account: Account, terms: LinkTerms): AccountLink {
  const { type, ...kept } = terms;
  checkType(account, type);
  leaveToOwner(work, account);
  const id = work.newId(accountLinks.prefix);
  return work.insert<AccountLink>(accountLinks, {
    id,
    object: 'account_link',
    created: work.now,
    expires_at: work.now + LASTS_S,
    url: `${caller.baseUrl}${linkPath(account.id, kindOf(account), id)}`,
    internal: {
      account: account.id,
      visit: null,
      opensUntil: work.now + LASTS_S,
      ...kept,
      phoneDigits: null,
      isSignedIn: false,
    },
  });
}

/** A platform can let owners change their data only where it is responsible for collecting it. */
function checkType(account: Account, type: string): void {
  if (type !== 'account_update' || (isCollectedByPlatform(account) && account.details_submitted)) return;
  throw invalidRequest(
    'You cannot create `account_update` type Account Links for this account. Valid types for this account are ["account_onboarding"].',
    { param: 'type' },
  );
}

function collectionOf({ collect, collection_options: options }: CreateParams): Collection {
  return collectionFrom({ fields: options?.fields ?? collect, future_requirements: options?.future_requirements });
}

/** Requirements that a flow collects; what is currently due, unless its options name more. */
export function collectionFrom(options: {
  readonly fields?: string | undefined;
  readonly future_requirements?: string | undefined;
}): Collection {
  return {
    fields: options.fields === 'eventually_due' ? 'eventually_due' : 'currently_due',
    futureRequirements: options.future_requirements === 'include' ? 'include' : 'omit',
  };
}
