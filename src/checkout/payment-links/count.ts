import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { checkoutSessions } from '../sessions/type.ts';
import { isUsedUp, type PaymentLink, paymentLinks } from './type.ts';

/** A link counts its completed sessions, and is deactivated when there are as many as it allows. */
export const linkFollowers: readonly Follower[] = [{ on: 'checkout.session.completed', do: countCompleted }];

async function countCompleted({ work }: Context, { id }: EntityOf<'checkout.session'>): Promise<void> {
  const session = await work.require(checkoutSessions, id);
  const link = await work.get(paymentLinks, idOf(session.payment_link) ?? '');
  const limited = link?.restrictions?.completed_sessions;
  if (!link || !limited) return;
  const restrictions = { completed_sessions: { ...limited, count: limited.count + 1 } };
  const counted = { ...link, restrictions, active: link.active && !isUsedUp({ restrictions }) };
  const saved = work.save<PaymentLink>(counted);
  if (saved.active !== link.active) {
    work.emit('payment_link.updated', saved, { active: link.active, restrictions: link.restrictions });
  }
}
