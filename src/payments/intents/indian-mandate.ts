import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import type { Grant } from '../../payment-methods/mandates/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { futureUsageOf } from '../payment-intents/options.ts';
import type { Intent } from './intent.ts';

/**
 * Whether a card is to be given an e-mandate, as Indian banks want it for payments without the payer. Only Indian cards
 * know one, and only where `mandate_options` say what for and the card is kept; else the options are kept and unused.
 */
export function asksIndianMandate(intent: Intent, method: PaymentMethod): boolean {
  if (method.card?.country !== 'IN' || !intent.payment_method_options?.card?.mandate_options) return false;
  return intent.object === 'setup_intent' || futureUsageOf(intent, method.type) === 'off_session';
}

/** What the payer agrees to by authenticating with their bank, which shows them the e-mandate. */
export function indianGrant({ work, caller }: Context): Grant {
  const online = {
    ip_address: caller.key === 'publishable' ? caller.ip : null,
    user_agent: caller.key === 'publishable' ? caller.userAgent : null,
  };
  const acceptance = { accepted_at: work.now, online, type: 'online' } as const;
  return { acceptance, singleUse: null, details: { india: { inactive_reason: null } } };
}

/**
 * Payments under an e-mandate start with the bank's notice to its customer, a day ahead. That is not there yet; better
 * refused than charged at once.
 */
export function refuseUnderIndianMandate(method: PaymentMethod): void {
  if (!method.internal.indianMandate) return;
  throw new StripeError(501, {
    type: 'api_error',
    message: `Florin does not have off-session payments under an Indian e-mandate yet, which ${method.id} was given. Nothing was charged.`,
    param: 'off_session',
  });
}
