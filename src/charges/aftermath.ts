import type { Context } from '../kernel/context.ts';
import { StripeError } from '../kernel/errors.ts';
import type { Aftermath } from '../network/type.ts';
import { openDisputes } from './disputes/open.ts';
import { warn } from './early-fraud-warnings/warn.ts';
import type { Charge, ChargeInternal } from './type.ts';

type PaymentAftermath = Exclude<Aftermath, `account_${string}`>;

/**
 * The dispute or fraud warning that will follow a payment, stored with its charge. Throws for the test cards of connected
 * accounts, before they are charged without their consequence.
 */
export function aftermathOf(aftermath: Aftermath | null): Pick<ChargeInternal, 'aftermath'> {
  if (aftermath === null) return {};
  if (isOfPayment(aftermath)) return { aftermath };
  throw new StripeError(501, {
    type: 'api_error',
    message:
      'Florin does not support connected accounts yet, whose requirements this test card changes. Nothing was charged.',
  });
}

function isOfPayment(aftermath: Aftermath): aftermath is PaymentAftermath {
  return !aftermath.startsWith('account_');
}

/** Opens the dispute or fraud warning that follows a payment, once the response has been rendered. */
export function followUp(context: Context, charge: Charge, aftermath: PaymentAftermath): void {
  context.afterRender(() =>
    aftermath === 'early_fraud_warning' ? warn(context, charge.id) : openDisputes(context, charge.id, aftermath),
  );
}
