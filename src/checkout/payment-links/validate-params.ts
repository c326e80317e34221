import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { isSharing, sharingTerms } from '../../transfers/terms.ts';
import { sessionMethods } from '../sessions/methods.ts';
import { checkTotal } from '../sessions/pricing.ts';
import { checkTrial } from '../sessions/subscription-data.ts';
import { checkFitting } from '../sessions/validate-params.ts';
import { sessionParams } from './session-params.ts';
import type { LinkSettings, PaymentLink } from './type.ts';

/** Limits of https://docs.stripe.com/api/payment-link/create */
export const MOST_LINES = 20;
const LONGEST_MESSAGE = 500;

/** Throws unless sessions can be created with these settings, for a total in the currency's smallest unit. */
export async function checkSettings(
  context: Context,
  { lines, settings }: PaymentLink['internal'],
  total: { readonly amount: number; readonly currency: string },
  mode: 'payment' | 'subscription',
): Promise<void> {
  checkAfterCompletion(settings.after_completion);
  const params = sessionParams(settings, lines, mode);
  checkFitting(params, mode, 'hosted_page');
  checkTrial(params, context.work.now);
  checkOwn(settings, mode);
  if (settings.application_fee_percent !== undefined && mode === 'payment') {
    throw invalidRequest('You can only set `application_fee_percent` if there are recurring prices.', {
      param: 'application_fee_percent',
    });
  }
  checkTotal(total.amount, total.currency);
  await sessionMethods(params, total, context);
  const { application_fee_amount, on_behalf_of, transfer_data } = settings;
  const shares = { application_fee_amount, on_behalf_of, transfer_data };
  if (isSharing(shares)) await sharingTerms(context, shares, total);
}

/** Settings of the other mode, which its sessions would not have. */
function checkOwn(settings: LinkSettings, mode: 'payment' | 'subscription'): void {
  const others = mode === 'payment' ? PER_SUBSCRIPTION : PER_PAYMENT;
  const name = others.find((one) => settings[one] !== undefined);
  if (name === undefined) return;
  throw invalidRequest(
    mode === 'payment'
      ? `You can only set \`${name}\` if there are recurring prices.`
      : `You can not pass \`${name}\` with recurring prices.`,
    { param: name },
  );
}

const PER_SUBSCRIPTION = ['subscription_data'] as const;
const PER_PAYMENT = ['application_fee_amount', 'customer_creation', 'payment_intent_data'] as const;

function checkAfterCompletion(given: LinkSettings['after_completion']): void {
  const refuse = (name: string, type: string) =>
    invalidRequest(`You can only set \`after_completion[${name}]\` with \`type: ${type}\`.`, {
      param: `after_completion[${name}]`,
    });
  if (given?.type === 'redirect') {
    if (!given.redirect) throw parameterMissing('after_completion[redirect]');
    if (given.hosted_confirmation) throw refuse('hosted_confirmation', 'hosted_confirmation');
  } else if (given?.redirect) throw refuse('redirect', 'redirect');
  checkMessage(given?.hosted_confirmation?.custom_message, 'after_completion[hosted_confirmation][custom_message]');
}

/** Throws for a message to payers that is too long. */
export function checkMessage(text: string | undefined, param: string): void {
  if ((text?.length ?? 0) <= LONGEST_MESSAGE) return;
  throw invalidRequest(`Invalid string: must be at most ${LONGEST_MESSAGE} characters`, { param });
}
