import type Stripe from 'stripe';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import { customers } from '../../customers/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkAmount, checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { patch } from '../../kernel/patch.ts';
import { configurationFor, merchantOf } from '../../payment-methods/configurations/type.ts';
import { shippingOf } from '../../payment-methods/shipping.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { isSharing, type SharingTerms, sharingTerms } from '../../transfers/terms.ts';
import { attemptOptions, withAttemptOptions } from '../intents/attempt-options.ts';
import { givenMethod } from '../intents/given-method.ts';
import { unexpectedState } from '../intents/intent.ts';
import { currentSelection, type MethodSelection } from '../intents/method-types.ts';
import { changeDetails, hasDetails } from './amount-details.ts';
import { checkSuits } from './check-method.ts';
import { NOT_YET_AT_UPDATE } from './not-yet.ts';
import { methodOptions, selectTypes } from './options.ts';
import { paymentDetails } from './payment-details.ts';
import { afterMethodChange, checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export type UpdateParams = Stripe.PaymentIntentUpdateParams &
  Pick<MethodSelection, 'payment_method_types'> &
  Pick<Stripe.PaymentIntentConfirmParams, 'radar_options'> & { readonly statement_descriptor_on_cards?: boolean };

/** Parameters that are immutable once money is authorized or captured. */
const BEFORE_CONFIRMATION = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'setup_future_usage',
] as const;

export const updatePaymentIntent = operation(
  'POST /v1/payment_intents/{intent}',
  async (context, params: UpdateParams, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'update');
    checkChangeable(intent, params);
    const updated = await applyUpdate(context, intent, params);
    const method = await givenMethod(context, params);
    return method ? giveMethod(context, updated, method) : updated;
  },
  { lock: 'intent', notYet: NOT_YET_AT_UPDATE },
);

/** Gives a PaymentIntent a payment method to be confirmed with. Throws if it does not suit. */
export function giveMethod({ work }: Context, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  checkState(intent, 'update');
  checkChangeable(intent, { payment_method: method.id });
  checkSuits(method, { customer: intent.customer, types: intent.payment_method_types });
  return work.save<PaymentIntent>({
    ...intent,
    next_action: null,
    payment_method: method.id,
    status: afterMethodChange(intent.status, true),
    internal: { ...intent.internal, action: null, authenticated: false },
  });
}

function checkChangeable(intent: PaymentIntent, params: UpdateParams): void {
  if (!['succeeded', 'requires_capture', 'processing'].includes(intent.status)) return;
  const name = BEFORE_CONFIRMATION.find((param) => params[param] !== undefined);
  if (name === undefined) return;
  throw unexpectedState(
    intent,
    `This PaymentIntent's ${name} could not be updated because it has a status of ${intent.status}. You may only update the ${name} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
  );
}

/** Applies the plain parameters of an update, without its payment method, and saves. The last error is cleared. */
export async function applyUpdate(
  context: Context,
  intent: PaymentIntent,
  params: UpdateParams,
): Promise<PaymentIntent> {
  const { work } = context;
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency);
  const amount = params.amount ?? intent.amount;
  if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency);
  if (params.customer) await work.require(customers, params.customer, 'customer');
  checkCustomerChange(intent, params);
  const sharing = isSharing(params, intent as SharingTerms)
    ? await sharingTerms(context, params, { amount, currency }, intent as SharingTerms)
    : null;
  const selection = reselects(params)
    ? selectTypes(
        { ...currentSelection(intent), ...params },
        {
          amount,
          currency,
          captureMethod: params.capture_method ?? intent.capture_method,
          futureUsage: params.setup_future_usage ?? intent.setup_future_usage,
        },
        await merchantOf(await asMerchant(context, intent.on_behalf_of), configurationFor(intent, params)),
      )
    : null;
  const types = selection?.types ?? intent.payment_method_types;
  const details =
    params.amount_details !== undefined || (amount !== intent.amount && hasDetails(intent))
      ? await changeDetails(context, intent, params.amount_details ?? undefined, { amount })
      : null;
  const internal = {
    ...(details?.internal ?? intent.internal),
    ...withAttemptOptions(attemptOptions(params, intent.internal.words)),
    ...(params.statement_descriptor_on_cards && { descriptorOnCards: true as const }),
  };
  const changed = patch<PaymentIntent, UpdateParams>(intent, params, {
    allowed_payment_method_types: true,
    excluded_payment_method_types: true,
    customer: true,
    description: true,
    receipt_email: true,
    setup_future_usage: true,
    shipping: shippingOf,
    statement_descriptor: (text) => checkStatementDescriptor(text, 'statement_descriptor'),
    statement_descriptor_suffix: (text) => checkStatementDescriptor(text, 'statement_descriptor_suffix'),
    transfer_group: true,
  });
  return work.save<PaymentIntent>({
    ...changed,
    ...sharing,
    internal,
    ...((amount !== intent.amount || currency !== intent.currency) && withoutApproval({ ...intent, internal })),
    amount,
    ...(details && { amount_details: details.amount_details }),
    capture_method: params.capture_method ?? intent.capture_method,
    currency,
    last_payment_error: null,
    payment_method_types: types,
    ...(selection && {
      automatic_payment_methods: selection.automatic,
      payment_method_configuration_details: selection.configuration,
    }),
    ...paymentDetails(params.payment_details, intent.payment_details),
    ...((params.payment_method_options || selection) && {
      payment_method_options: methodOptions(
        types,
        params.payment_method_options as Record<string, unknown> | undefined,
        intent.payment_method_options,
      ),
    }),
    metadata: mergeMetadata(intent.metadata, params.metadata),
  });
}

/** The customer approves one amount; another amount needs approval again, at the next confirmation. */
function withoutApproval(intent: PaymentIntent): Partial<PaymentIntent> {
  return {
    ...(intent.status === 'requires_action' && { next_action: null, status: 'requires_confirmation' as const }),
    internal: { ...intent.internal, action: null, authenticated: false },
  };
}

function checkCustomerChange(intent: PaymentIntent, params: UpdateParams): void {
  const present = intent.customer;
  if (params.customer === undefined || present === null || params.customer === present) return;
  throw invalidRequest(
    'You cannot modify `customer` on a PaymentIntent once it already has been set. To fulfill a payment with a different Customer, cancel this PaymentIntent and create a new one.',
    {
      param: 'customer',
    },
  );
}

function reselects(params: UpdateParams): boolean {
  return (
    params.currency !== undefined ||
    params.payment_method_configuration !== undefined ||
    params.payment_method_types !== undefined ||
    params.allowed_payment_method_types !== undefined ||
    params.excluded_payment_method_types !== undefined
  );
}
