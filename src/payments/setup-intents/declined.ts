import type { Context } from '../../kernel/context.ts';
import type { ErrorDetail } from '../../kernel/errors.ts';
import type { CardChecks, Decline } from '../../network/type.ts';
import { declineDetail } from '../../payment-methods/card-error.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Confirmed } from '../intents/intent.ts';
import { lastError } from '../intents/last-error.ts';
import type { Setup } from './ask-network.ts';
import { afterAttempt } from './state.ts';
import type { SetupIntent } from './type.ts';

/** The error of a declined setup: a card error, unless the payer's authentication failed. */
export function errorOf(decline: Decline): ErrorDetail {
  const detail = declineDetail(decline);
  return decline.by === 'network' ? { ...detail, type: 'invalid_request_error' } : detail;
}

/** The setup was declined: sends the SetupIntent back to requires_payment_method with its error. */
export function declined(
  { work }: Context,
  { intent, method }: Setup,
  { decline, checks }: { readonly decline: Decline; readonly checks: CardChecks | null },
): Confirmed<SetupIntent> {
  const detail = errorOf(decline);
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
  return { intent: back, decline: { status: 402, detail: { ...detail, setup_intent: back, payment_method: seen } } };
}
