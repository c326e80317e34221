import { accountOf } from '../../accounts/find.ts';
import { listPersons } from '../../accounts/persons/list.ts';
import type { Account } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import { accountSessions, isOpen } from '../account-sessions/type.ts';
import { opened } from '../links/open.ts';
import type { Applicant } from '../onboarding/steps.ts';
import { linkOfCode } from './address.ts';
import { type AccountLink, accountLinks } from './type.ts';

/** Seconds that a flow stays open after its link was created. */
const FLOW_SECONDS = 86_400;

/** The segments of an address of hosted onboarding. */
interface SetupAddress {
  readonly account: string;
  readonly code: string;
}

/** The segments of a flow's address. */
export interface FlowAddress extends SetupAddress {
  readonly flow: string;
}

/** A link that opens nothing any more leads back to the platform, which can create another. */
export interface Refresh {
  readonly refreshUrl: string;
}

/**
 * Opens a link for its first visitor and returns the secret of the flow's address. A link that was visited before, that
 * expired, or whose account was rejected or lost leads to its `refresh_url`. Undefined if there is no such link.
 */
export async function visitLink(context: Context, address: SetupAddress): Promise<string | Refresh | undefined> {
  const { work } = context;
  const link = await findLink(context, address);
  if (!link) return undefined;
  const internal = opened(work, link.internal);
  if (!internal || !(await usableAccount(context, link))) return { refreshUrl: link.internal.refreshUrl };
  work.save<AccountLink>({ ...link, internal });
  return internal.visit;
}

/** Finds the flow of an address, which is its only credential. */
export async function findFlow(
  context: Context,
  { flow, ...address }: FlowAddress,
): Promise<Applicant | Refresh | undefined> {
  const link = await findLink(context, address);
  if (!link || link.internal.visit !== flow) return undefined;
  const account = await usableAccount(context, link);
  if (!account || context.work.now >= link.created + FLOW_SECONDS || !(await isInOpenFrame(context, link)))
    return { refreshUrl: link.internal.refreshUrl };
  return { account, link, people: await listPersons(context.work.for(account.id)) };
}

/** False for a flow in a component whose account session is over. */
async function isInOpenFrame({ work }: Context, { internal }: AccountLink): Promise<boolean> {
  if (internal.embedded === undefined) return true;
  const session = await work.get(accountSessions, internal.embedded.session);
  return session !== undefined && isOpen(session, work.now);
}

async function findLink({ work }: Context, { account, code }: SetupAddress): Promise<AccountLink | undefined> {
  const link = await work.get(accountLinks, linkOfCode(code));
  return link?.internal.account === account ? link : undefined;
}

async function usableAccount({ work }: Context, link: AccountLink): Promise<Account | undefined> {
  const account = await accountOf(work, link.internal.account);
  return account?.internal.rejected === undefined ? account : undefined;
}
