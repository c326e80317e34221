import type Stripe from 'stripe';
import { changedShares } from '../../charges/changed-shares.ts';
import { cardStatement } from '../../charges/make.ts';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import type { Charge } from '../../charges/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { changeDetails, hasDetails } from './amount-details.ts';
import { type CapturePlan, isSplittable } from './capture-plan.ts';
import { refuseDescriptorOnCard } from './check-method.ts';
import { paymentDetails } from './payment-details.ts';
import { sharesOf } from './shares.ts';
import type { PaymentIntent } from './type.ts';

export type CaptureParams = Stripe.PaymentIntentCaptureParams & { readonly statement_descriptor_on_cards?: boolean };

/** Parameters of a capture besides the amount; they apply to the PaymentIntent and, where shown, to the charge. */
export async function applyCaptureParams(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  params: CaptureParams,
  plan: CapturePlan,
): Promise<{ intent: PaymentIntent; charge: Charge }> {
  const { account: merchant } = await asMerchant(context, charge.on_behalf_of);
  const descriptors = changedDescriptors(merchant, intent, charge, params);
  const shares = changedShares(context, charge, params, plan.amount);
  const details = await detailsAfter(context, intent, charge, params, plan);
  return {
    intent: {
      ...intent,
      ...descriptors.intent,
      ...sharesOf(intent, shares),
      ...details,
      ...paymentDetails(params.payment_details, intent.payment_details),
      metadata: mergeMetadata(intent.metadata, params.metadata),
    },
    charge: { ...charge, ...descriptors.charge, ...shares },
  };
}

function changedDescriptors(
  merchant: AccountSettings,
  intent: PaymentIntent,
  charge: Charge,
  params: CaptureParams,
): { intent: Partial<PaymentIntent>; charge: Partial<Charge> } {
  const { statement_descriptor: whole, statement_descriptor_suffix: suffix } = params;
  if (whole === undefined && suffix === undefined) return { intent: {}, charge: {} };
  const isCard = charge.payment_method_details?.type === 'card';
  const changed = {
    statement_descriptor:
      whole === undefined ? intent.statement_descriptor : checkStatementDescriptor(whole, 'statement_descriptor'),
    statement_descriptor_suffix:
      suffix === undefined
        ? intent.statement_descriptor_suffix
        : checkStatementDescriptor(suffix, 'statement_descriptor_suffix'),
  };
  if (isCard && whole && !params.statement_descriptor_on_cards) refuseDescriptorOnCard();
  return {
    intent: changed,
    charge: { ...changed, ...(isCard && { calculated_statement_descriptor: cardStatement(merchant, changed) }) },
  };
}

/**
 * The details of the amount after a capture, which are those of what is captured: they replace those of the
 * authorization, and those of further parts are added up.
 */
async function detailsAfter(
  context: Context,
  intent: PaymentIntent,
  charge: Charge,
  { amount_details: param }: CaptureParams,
  { amount }: CapturePlan,
): Promise<Partial<PaymentIntent>> {
  if (!isSplittable(charge) || amount === 0) {
    return param === undefined ? {} : changeDetails(context, intent, param, { amount });
  }
  const isFirst = charge.amount_captured === 0;
  if (param === undefined) {
    const isAll = isFirst && amount === intent.amount;
    if (!hasDetails(intent) || isAll) return {};
    throw invalidRequest(
      'This PaymentIntent has amount details, so a partial capture needs its own. Send `amount_details` for the captured part.',
      { param: 'amount_details' },
    );
  }
  if (!isFirst && !hasDetails(intent)) {
    throw invalidRequest('`amount_details` can only be added with the first capture.', {
      param: 'amount_details',
    });
  }
  return changeDetails(context, intent, param, { amount, add: !isFirst });
}
