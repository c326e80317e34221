import type { Context } from '../../kernel/context.ts';
import { type ErrorDetail, StripeError } from '../../kernel/errors.ts';
import type { CardChecks, Decline } from '../../network/type.ts';
import { declineDetail } from '../../payment-methods/card-error.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { lastError } from '../intents/last-error.ts';
import { afterAttempt } from './state.ts';
import type { SetupIntent } from './type.ts';

/** A decline as a SetupIntent tells of it: a card error, except where the payer's authentication failed. */
export function errorOf(decline: Decline): ErrorDetail {
  const detail = declineDetail(decline);
  return decline.by === 'network' ? { ...detail, type: 'invalid_request_error' } : detail;
}

/** Sends a SetupIntent back to requires_payment_method with its error, tells of it, and makes the error to throw. */
export function failed(
  { work }: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  { detail, checks }: { detail: ErrorDetail; checks: CardChecks | null },
): StripeError {
  const seen =
    method.card && checks ? work.save<PaymentMethod>({ ...method, card: { ...method.card, checks } }) : method;
  const back = work.save<SetupIntent>({
    ...intent,
    last_setup_error: lastError(detail, seen),
    next_action: null,
    payment_method: null,
    status: afterAttempt('declined'),
    internal: { ...intent.internal, action: null },
  });
  work.emit('setup_intent.setup_failed', back);
  return new StripeError(402, { ...detail, setup_intent: back, payment_method: seen }, { keepsWrites: true });
}
