import { requireAccount } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { opened } from '../links/open.ts';
import { type LoginLink, loginLinks, loginPath } from './type.ts';

/** Lifetime of a link in seconds, until its first visit. */
const LASTS_S = 300;
/** Seconds that the dashboard stays open after its link was created. */
const VISIT_SECONDS = 86_400;

const createLoginLink = operation('POST /v1/accounts/{account}/login_links', async (context, _params, path) => {
  const { work, caller } = context;
  const account = await requireAccount(context, path.account);
  if (account.controller?.stripe_dashboard?.type !== 'express') {
    throw invalidRequest('Cannot create a login link for an account that does not have the Express Dashboard.');
  }
  if (!account.details_submitted) {
    throw invalidRequest('Cannot create a login link for an account that has not completed onboarding.');
  }
  const id = work.newId(loginLinks.prefix);
  const {
    id: _id,
    internal: _internal,
    ...shown
  } = work.insert<LoginLink>(loginLinks, {
    id,
    object: 'login_link',
    created: work.now,
    url: `${caller.baseUrl}${loginPath(account.id, id)}`,
    internal: { account: account.id, visit: null, opensUntil: work.now + LASTS_S },
  });
  return shown;
});

/** Opens a link for its first visitor and returns the secret of their address; undefined if it opens nothing. */
export async function visitLoginLink(
  { work }: Context,
  { account, code }: { readonly account: string; readonly code: string },
): Promise<string | undefined> {
  const link = await work.get(loginLinks, `${loginLinks.prefix}_${code}`);
  if (link?.internal.account !== account) return undefined;
  const internal = opened(work, link.internal);
  if (internal) work.save<LoginLink>({ ...link, internal });
  return internal?.visit;
}

/** True if an address was opened by a login link that is still in use. */
export async function isLoggedIn(
  { work }: Context,
  { account, code, visit }: { readonly account: string; readonly code: string; readonly visit: string },
): Promise<boolean> {
  const link = await work.get(loginLinks, `${loginLinks.prefix}_${code}`);
  if (!link || work.now >= link.created + VISIT_SECONDS) return false;
  return link.internal.account === account && link.internal.visit === visit;
}

export const loginLinkResource = resource(loginLinks, { operations: [createLoginLink] });
