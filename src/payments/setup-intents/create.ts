import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { throwIfDeclined } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { merchantOf } from '../../payment-methods/configurations/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { requireMerchant } from '../../transfers/terms.ts';
import { type AttemptParams, attemptOptions, withAttemptOptions } from '../intents/attempt-options.ts';
import { checkConfirmOnly } from '../intents/confirm-only.ts';
import { givenMethod } from '../intents/given-method.ts';
import type { GivenOptions } from '../intents/method-options.ts';
import type { MethodSelection } from '../intents/method-types.ts';
import { checkSuits } from './check-method.ts';
import { type ConfirmParams, confirm } from './confirm.ts';
import { NOT_YET_AT_CHANGE } from './not-yet.ts';
import { methodOptions, selectTypes } from './options.ts';
import { checkFlow } from './own-account.ts';
import { checkSingleUse } from './single-use.ts';
import { afterMethodChange } from './state.ts';
import { type SetupIntent, setupIntents } from './type.ts';

type Params = Stripe.SetupIntentCreateParams & Pick<MethodSelection, 'payment_method_types'>;

/** Parameters that only mean something when the SetupIntent is confirmed in the same call. */
const WITH_CONFIRM = ['confirmation_token', 'mandate_data', 'return_url'] as const;

export const createSetupIntent = operation(
  'POST /v1/setup_intents',
  async (context, params: Params) => {
    const { intent, method } = await make(context, params);
    if (!params.confirm) return intent;
    const { intent: confirmed, decline } = await confirm(context, intent, method, params as ConfirmParams);
    throwIfDeclined(decline);
    return confirmed;
  },
  { notYet: NOT_YET_AT_CHANGE },
);

/** Creates a SetupIntent like `POST /v1/setup_intents` without `confirm`, for `owner`. */
export async function makeSetupIntent(context: Context, params: Params, owner: string): Promise<SetupIntent> {
  return (await make(context, params, owner)).intent;
}

async function make(
  context: Context,
  params: Params,
  owner?: string,
): Promise<{ intent: SetupIntent; method: PaymentMethod | null }> {
  checkConfirmOnly(params, WITH_CONFIRM, 'setup_intent');
  const customer = params.customer || null;
  checkFlow(params, customer);
  if (params.on_behalf_of !== undefined) await requireMerchant(context, params.on_behalf_of);
  const { attach_to_self: own } = params;
  const { types, automatic, configuration } = selectTypes(
    params as MethodSelection,
    await merchantOf(await asMerchant(context, params.on_behalf_of), params.payment_method_configuration),
    own,
  );
  if (params.single_use) checkSingleUse(types);
  if (customer !== null) await context.work.require(customers, customer, 'customer');
  const method = await givenMethod(context, params);
  if (method) checkSuits(method, { customer, types, own });
  const intent = insert(context, params, {
    types,
    automatic,
    configuration,
    method: params.confirm ? null : method,
    owner,
  });
  context.work.emit('setup_intent.created', intent);
  return { intent, method };
}

function insert(
  { work }: Context,
  params: Params,
  chosen: {
    types: string[];
    automatic: Stripe.SetupIntent.AutomaticPaymentMethods | null;
    configuration: Stripe.SetupIntent.PaymentMethodConfigurationDetails | null;
    method: PaymentMethod | null;
    owner: string | undefined;
  },
): SetupIntent {
  const id = work.newId(setupIntents.prefix);
  const { automatic, configuration, types, method } = chosen;
  return work.insert(setupIntents, {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    application: work.application,
    ...(params.attach_to_self && { attach_to_self: true }),
    automatic_payment_methods: automatic,
    cancellation_reason: null,
    client_secret: `${id}_secret_${work.newSecret(31)}`,
    created: work.now,
    customer: params.customer || null,
    customer_account: null,
    description: params.description || null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    flow_directions: params.flow_directions ?? null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: configuration,
    payment_method_options: methodOptions(types, params.payment_method_options as GivenOptions),
    payment_method_types: types,
    single_use_mandate: null,
    status: afterMethodChange(method !== null),
    usage: params.usage ?? 'off_session',
    internal: {
      returnUrl: null,
      ...(chosen.owner !== undefined && { owner: chosen.owner }),
      action: null,
      mandate: null,
      ...withAttemptOptions(attemptOptions(params as AttemptParams, undefined)),
    },
  });
}
