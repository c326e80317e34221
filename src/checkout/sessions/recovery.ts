import type { Context } from '../../kernel/context.ts';
import { pageUrl } from './addresses.ts';
import { collectedInformation } from './collected.ts';
import { emptied } from './custom-fields.ts';
import { EXPIRES, LONGEST_S } from './expire.ts';
import { newSessionId } from './id.ts';
import { reprice } from './pricing.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/**
 * Returns the session that continues an expired one: a copy, created on first use and again once that copy has ended.
 * Undefined if it cannot be recovered.
 */
export async function recoverSession(context: Context, id: string): Promise<CheckoutSession | undefined> {
  const { work } = context;
  await context.lock(id);
  const session = await work.get(checkoutSessions, id);
  const recovery = session?.after_expiration?.recovery;
  if (session?.status !== 'expired' || !recovery?.url || (recovery.expires_at ?? 0) <= work.now) return undefined;
  const { recoveredBy } = session.internal;
  const before = recoveredBy === undefined ? undefined : await work.get(checkoutSessions, recoveredBy);
  if (before?.status === 'open') return before;
  const made = await copyOf(context, session);
  work.save<CheckoutSession>({ ...session, internal: { ...session.internal, recoveredBy: made.id } });
  return made;
}

/**
 * Copies an expired session without its payer's data. The copy is always hosted, because the payer may not be on the
 * merchant's page that embedded the original.
 */
async function copyOf(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  const { work, caller } = context;
  const {
    recoveredBy: _recoveredBy,
    typedPromotionCode,
    automaticTaxes: _taxes,
    granted: _granted,
    ...internal
  } = session.internal;
  const {
    redirect_on_completion: _redirect,
    return_url: returnUrl,
    after_expiration: afterExpiration,
    ...rest
  } = session;
  const recovery = afterExpiration?.recovery ?? null;
  const id = newSessionId(context);
  const copy = work.insert<CheckoutSession>(checkoutSessions, {
    ...rest,
    id,
    after_expiration: { recovery: recovery && { ...recovery, expires_at: null, url: null } },
    allow_promotion_codes: recovery?.allow_promotion_codes ?? false,
    client_secret: null,
    collected_information: session.customer_email === null ? null : collectedInformation({}),
    consent: null,
    created: work.now,
    custom_fields: emptied(session.custom_fields),
    discounts: typedPromotionCode ? [] : session.discounts,
    expires_at: work.now + LONGEST_S,
    recovered_from: session.id,
    status: 'open',
    success_url: session.success_url ?? returnUrl ?? null,
    ui_mode: 'hosted_page',
    url: pageUrl(caller.baseUrl, id),
    internal: { ...internal, collected: {}, paymentIntent: null },
  });
  work.schedule({ kind: EXPIRES, subject: id, dueAt: copy.expires_at * 1000 });
  return reprice(context, copy);
}
