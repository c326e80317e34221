import type Stripe from 'stripe';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import { customers } from '../../customers/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { throwIfDeclined } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkAmount, checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { merchantOf } from '../../payment-methods/configurations/type.ts';
import { shippingOf } from '../../payment-methods/shipping.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { isSharing, NOT_SHARED, type SharingTerms, sharingTerms } from '../../transfers/terms.ts';
import { attemptOptions } from '../intents/attempt-options.ts';
import { checkConfirmOnly } from '../intents/confirm-only.ts';
import { givenMethod, withToken } from '../intents/given-method.ts';
import type { Confirmed } from '../intents/intent.ts';
import type { MethodSelection } from '../intents/method-types.ts';
import { changeDetails, NO_DETAILS } from './amount-details.ts';
import { checkSuits } from './check-method.ts';
import { type ConfirmParams, confirm } from './confirm.ts';
import { defaultSource } from './default-source.ts';
import { NOT_YET_AT_CREATE } from './not-yet.ts';
import { methodOptions, selectTypes } from './options.ts';
import { paymentDetails } from './payment-details.ts';
import { afterMethodChange } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';
import { applyUpdate, type UpdateParams } from './update.ts';

type Params = Stripe.PaymentIntentCreateParams &
  Pick<MethodSelection, 'payment_method_types'> & { readonly statement_descriptor_on_cards?: boolean };

/** Parameters that only mean something when the payment is confirmed in the same call. */
const WITH_CONFIRM = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'return_url',
] as const;

export const createPaymentIntent = operation(
  'POST /v1/payment_intents',
  async (context, params: Params) => {
    const { intent, given, method } = await make(context, params);
    if (!params.confirm) return intent;
    const { intent: confirmed, decline } = await confirmMade(
      context,
      intent,
      { given, method },
      params as ConfirmParams,
    );
    throwIfDeclined(decline);
    return confirmed;
  },
  { notYet: NOT_YET_AT_CREATE },
);

/** Creates a PaymentIntent like `POST /v1/payment_intents` without `confirm`, for `owner`. */
export async function makePaymentIntent(context: Context, params: Params, owner: string): Promise<PaymentIntent> {
  return (await make(context, params, owner)).intent;
}

/** A payment method that the call names, and the one that pays, which may be the customer's default. */
interface Chosen {
  readonly given: PaymentMethod | null;
  readonly method: PaymentMethod | null;
}

async function make(context: Context, params: Params, owner?: string): Promise<Chosen & { intent: PaymentIntent }> {
  checkConfirmOnly(params, WITH_CONFIRM, 'payment_intent');
  const currency = checkCurrency(params.currency);
  checkAmount(params.amount, currency);
  const { types, automatic, configuration } = selectTypes(
    params as MethodSelection,
    {
      amount: params.amount,
      currency,
      captureMethod: params.capture_method,
      futureUsage: params.setup_future_usage,
    },
    await merchantOf(await asMerchant(context, params.on_behalf_of), params.payment_method_configuration),
  );
  const customer = params.customer ?? null;
  if (customer !== null) await context.work.require(customers, customer, 'customer');
  const given = await givenMethod(context, params);
  const method = given ?? (await defaultSource(context, params));
  if (method) checkSuits(method, { customer, types });
  const shared = { amount: params.amount, currency };
  const sharing = isSharing(params) ? await sharingTerms(context, params, shared) : NOT_SHARED;
  const inserted = insert(context, params, {
    currency,
    types,
    automatic,
    configuration,
    method: params.confirm ? null : method,
    source: given ? null : (method?.id ?? null),
    owner,
    sharing,
  });
  const intent = params.amount_details ? await withDetails(context, inserted, params.amount_details) : inserted;
  context.work.emit('payment_intent.created', intent);
  return { intent, given, method };
}

async function confirmMade(
  context: Context,
  intent: PaymentIntent,
  { given, method }: Chosen,
  params: ConfirmParams,
): Promise<Confirmed<PaymentIntent>> {
  if (!params.confirmation_token) return confirm(context, intent, method, params);
  const confirmation = await withToken(context, intent, given, params);
  const updated = await applyUpdate(context, intent, confirmation.ofToken as UpdateParams);
  return confirm(context, updated, confirmation.method, confirmation.params);
}

async function withDetails(
  context: Context,
  intent: PaymentIntent,
  details: Params['amount_details'],
): Promise<PaymentIntent> {
  const changed = await changeDetails(context, intent, details ?? undefined, { amount: intent.amount });
  return context.work.save<PaymentIntent>({ ...intent, ...changed });
}

function insert(
  { work }: Context,
  params: Params,
  chosen: {
    currency: string;
    types: string[];
    automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
    configuration: Stripe.PaymentIntent.PaymentMethodConfigurationDetails | null;
    method: PaymentMethod | null;
    source: string | null;
    owner: string | undefined;
    sharing: SharingTerms;
  },
): PaymentIntent {
  const id = work.newId(paymentIntents.prefix);
  const { automatic, configuration, types, method } = chosen;
  const words = attemptOptions(params, undefined);
  return work.insert(paymentIntents, {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: params.allowed_payment_method_types || null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: NO_DETAILS,
    amount_received: 0,
    application: work.application,
    application_fee_amount: chosen.sharing.application_fee_amount,
    automatic_payment_methods: automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${work.newSecret(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: work.now,
    currency: chosen.currency,
    customer: params.customer ?? null,
    customer_account: null,
    description: params.description || null,
    excluded_payment_method_types: params.excluded_payment_method_types || null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: chosen.sharing.on_behalf_of,
    ...paymentDetails(params.payment_details, undefined),
    payment_method: method === null ? null : method.id,
    payment_method_configuration_details: configuration,
    payment_method_options: methodOptions(types, params.payment_method_options as Record<string, unknown> | undefined),
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email || null,
    review: null,
    setup_future_usage: params.setup_future_usage || null,
    shipping: shippingOf(params.shipping),
    source: chosen.source,
    statement_descriptor: checkStatementDescriptor(params.statement_descriptor, 'statement_descriptor'),
    statement_descriptor_suffix: checkStatementDescriptor(
      params.statement_descriptor_suffix,
      'statement_descriptor_suffix',
    ),
    status: afterMethodChange('requires_payment_method', method !== null),
    transfer_data: chosen.sharing.transfer_data,
    transfer_group: params.transfer_group ?? (chosen.sharing.transfer_data === null ? null : `group_${id}`),
    internal: {
      returnUrl: null,
      authorization: null,
      action: null,
      authenticated: false,
      ...(chosen.owner !== undefined && { owner: chosen.owner }),
      ...(words && { words }),
      ...(params.statement_descriptor_on_cards && { descriptorOnCards: true }),
    },
  } as PaymentIntent);
}
