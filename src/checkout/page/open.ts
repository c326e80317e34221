import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { requireSession } from '../sessions/find.ts';
import { type CheckoutSession, checkoutSessions } from '../sessions/type.ts';

/**
 * Returns the session of a page for authorized callers: the merchant's server, and the page whose key is its client
 * secret or, without one, its id. For others it does not exist.
 */
export async function sessionOfPage(context: Context, id: string): Promise<CheckoutSession> {
  const { caller } = context;
  const session = await requireSession(context, id);
  if (caller.key === 'page' && caller.pageKey !== (session.client_secret ?? session.id))
    throw resourceMissing(checkoutSessions.noun, id, checkoutSessions.idParam);
  return session;
}

/** As `sessionOfPage`, for operations on open sessions, which lock it. Throws for any other session. */
export async function openSessionOfPage(context: Context, id: string): Promise<CheckoutSession> {
  const session = await sessionOfPage(context, id);
  if (session.status === 'open') return session;
  const why =
    session.status === 'complete'
      ? 'This Checkout Session has already been completed.'
      : 'This Checkout Session has expired. Please create a new Checkout Session.';
  throw invalidRequest(why, { code: 'checkout_not_active_session', param: 'session' });
}
