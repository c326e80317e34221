import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { isUsedUp, paymentLinks } from '../payment-links/type.ts';
import type { CheckoutSession } from '../sessions/type.ts';

/** Throws if other sessions of the session's payment link were completed meanwhile, as many as the link allows. */
export async function checkLinkLimit({ work }: Context, session: CheckoutSession): Promise<void> {
  const link = await work.get(paymentLinks, idOf(session.payment_link) ?? '');
  if (!link || !isUsedUp(link)) return;
  throw invalidRequest('This payment link has been used as often as it allows. Nothing was charged.', {
    code: 'checkout_not_active_session',
    param: 'session',
  });
}
