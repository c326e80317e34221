import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import type { CheckoutSession } from './type.ts';

/** Recovery of expired sessions: https://docs.stripe.com/payments/checkout/abandoned-carts */
type AfterExpiration = NonNullable<CheckoutSession['after_expiration']>;

/** Seconds during which an expired session can be recovered. */
const RECOVERABLE_S = 30 * DAY_SECONDS;

/** The address that opens a new session where an expired one ended. */
function recoveryUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/c/recover/${id}`;
}

/** Returns the recovery fields of an expired session. */
export function recoverable({ work, caller }: Context, session: CheckoutSession): AfterExpiration | null {
  const recovery = session.after_expiration?.recovery;
  if (!recovery?.enabled) return session.after_expiration;
  return {
    recovery: {
      ...recovery,
      expires_at: work.now + RECOVERABLE_S,
      url: recoveryUrl(caller.baseUrl, session.id),
    },
  };
}
