import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { cancel } from '../../payments/payment-intents/cancel.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { cancel as cancelSetup } from '../../payments/setup-intents/cancel.ts';
import { setupIntents } from '../../payments/setup-intents/type.ts';
import { decides } from '../../timers/worker.ts';
import { requireSession } from './find.ts';
import { recoverable } from './recovery-url.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';

/** The kind of timer that expires an open session. */
export const EXPIRES = 'checkout.session.expires';

/** Limits of https://docs.stripe.com/api/checkout/sessions/create: seconds from a session's creation. */
const SHORTEST_S = 30 * 60;
export const LONGEST_S = DAY_SECONDS;

/** Returns the expiry of a new session in seconds since epoch: after a day by default. */
export function expiryOf(given: number | undefined, now: number): number {
  if (given === undefined) return now + LONGEST_S;
  if (given < now + SHORTEST_S) {
    throw invalidRequest('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    });
  }
  if (given > now + LONGEST_S) {
    throw invalidRequest('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
  }
  return given;
}

export const expireSession = operation(
  'POST /v1/checkout/sessions/{session}/expire',
  async (context, _params, path) => {
    const session = await requireSession(context, path.session);
    if (session.status !== 'open') {
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
        { param: 'session' },
      );
    }
    await context.work.cancelTimers(session.id, EXPIRES);
    return expire(context, session);
  },
  { lock: 'session' },
);

/** Ends an open session without a payment. A payment or a setup that was begun for it ends too. */
async function expire(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  const { work } = context;
  const { paymentIntent, setupIntent = session.setup_intent } = session.internal;
  await context.lock(...[paymentIntent, setupIntent].filter((id) => id !== null));
  const intent = paymentIntent === null ? undefined : await work.get(paymentIntents, paymentIntent);
  if (intent && (intent.status === 'requires_payment_method' || intent.status === 'requires_action'))
    await cancel(context, intent, 'automatic');
  const setup = await work.get(setupIntents, setupIntent ?? '');
  if (setup && (setup.status === 'requires_payment_method' || setup.status === 'requires_action'))
    await cancelSetup(context, setup, 'abandoned');
  const expired = work.save<CheckoutSession>({
    ...session,
    after_expiration: recoverable(context, session),
    status: 'expired',
    url: null,
  });
  work.emit('checkout.session.expired', expired);
  return expired;
}

export const checkoutTimers: Readonly<Record<string, TimerHandler>> = {
  [EXPIRES]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    const session = await context.work.get(checkoutSessions, timer.subject);
    if (session?.status === 'open') await expire(context, session);
  }),
};
