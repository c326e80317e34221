import type { Context } from '../kernel/context.ts';
import { StripeError } from '../kernel/errors.ts';
import type { Aftermath, AuthorizeResult } from '../network/type.ts';
import { openDisputes } from './disputes/open.ts';
import { warn } from './early-fraud-warnings/warn.ts';
import type { Charge, ChargeInternal } from './type.ts';

type PaymentAftermath = Exclude<Aftermath, `account_${string}`>;

/**
 * What will follow a payment, to be remembered with its charge. Throws for what would become of a connected account:
 * better refused than charged without what should follow.
 */
export function aftermathOf(result: AuthorizeResult): Pick<ChargeInternal, 'aftermath'> {
  if (result.outcome !== 'approved' || result.aftermath === null) return {};
  if (isOfPayment(result.aftermath)) return { aftermath: result.aftermath };
  throw new StripeError(501, {
    type: 'api_error',
    message:
      'Florin does not have connected accounts yet, whose requirements this test card changes. Nothing was charged.',
  });
}

function isOfPayment(aftermath: Aftermath): aftermath is PaymentAftermath {
  return !aftermath.startsWith('account_');
}

/** The payment's money has been taken: what the network knows will follow does so right after the answer. */
export function followUp(context: Context, charge: Charge): void {
  const { aftermath } = charge.internal;
  if (aftermath === undefined) return;
  context.afterRender(() =>
    aftermath === 'early_fraud_warning' ? warn(context, charge.id) : openDisputes(context, charge.id, aftermath),
  );
}
