import type { Charge } from '../../charges/type.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkWhole } from '../../kernel/money.ts';
import { methodOf } from '../../methods/registry.ts';
import { formatAmount } from '../../shared/currencies.ts';
import type { PaymentIntent } from './type.ts';

/** Partial captures per payment (https://docs.stripe.com/payments/multicapture). */
const MOST_CAPTURES = 50;

/** A capture's amount, in the charge's smallest unit, and if it is the last. */
export interface CapturePlan {
  readonly amount: number;
  readonly isFinal: boolean;
}

/** True if the card's network supports partial captures of a charge. */
export function isSplittable(charge: Charge): boolean {
  return charge.payment_method_details?.card?.multicapture?.status === 'available';
}

/** Returns the plan of a capture. Throws if the authorization does not allow it. Pure. */
export function plannedCapture(
  intent: PaymentIntent,
  charge: Charge,
  params: { amount_to_capture?: number; final_capture?: boolean },
): CapturePlan {
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  const isFinal = params.final_capture ?? true;
  if (!isFinal) checkSplittable(intent, charge);
  checkAmount(intent, charge, amount, isFinal);
  // A capture of the whole remainder is the last, whatever `final_capture` is.
  return { amount, isFinal: isFinal || amount >= intent.amount_capturable };
}

function checkSplittable(intent: PaymentIntent, charge: Charge): void {
  if (!isSplittable(charge)) {
    throw invalidRequest(
      'This PaymentIntent cannot be captured in several steps, because multicapture is not available for its charge. Leave `final_capture` out, or confirm with `payment_method_options[card][request_multicapture]=if_available` next time.',
      { param: 'final_capture' },
    );
  }
  if ((intent.internal.captures ?? 0) >= MOST_CAPTURES) {
    throw invalidRequest(`A PaymentIntent can be captured in at most ${MOST_CAPTURES} parts.`, {
      param: 'final_capture',
    });
  }
}

function checkAmount(intent: PaymentIntent, charge: Charge, amount: number, isFinal: boolean): void {
  const shown = (value: number) => formatAmount(value, intent.currency);
  const endsParts = isFinal && amount === 0 && charge.amount_captured > 0;
  if (amount < 1 && !endsParts) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  }
  const most = mostCapturable(intent, charge);
  if (amount > most) {
    throw invalidRequest(
      `The amount_to_capture (${shown(amount)}) is greater than what can be captured of this PaymentIntent (${shown(most)}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  }
  checkWhole(amount, intent.currency, 'amount_to_capture');
  const module = methodOf(charge.payment_method_details?.type ?? 'card');
  if (amount < intent.amount_capturable && !module.capture.partial) {
    throw invalidRequest(
      `Payments with ${module.label} can only be captured in full (${shown(intent.amount_capturable)}).`,
      { param: 'amount_to_capture' },
    );
  }
}

/** Returns the remaining authorization, or the remaining overcapture limit. */
function mostCapturable(intent: PaymentIntent, charge: Charge): number {
  const overcapture = charge.payment_method_details?.card?.overcapture;
  if (overcapture?.status !== 'available') return intent.amount_capturable;
  return Math.max(intent.amount_capturable, overcapture.maximum_amount_capturable - charge.amount_captured);
}
