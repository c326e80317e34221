import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { patch } from '../../kernel/patch.ts';
import { configurationFor, merchantOf } from '../../payment-methods/configurations/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { type AttemptParams, attemptOptions, withAttemptOptions } from '../intents/attempt-options.ts';
import { givenMethod } from '../intents/given-method.ts';
import type { GivenOptions } from '../intents/method-options.ts';
import { currentSelection, type MethodSelection } from '../intents/method-types.ts';
import { checkSuits } from './check-method.ts';
import { NOT_YET_AT_CHANGE } from './not-yet.ts';
import { methodOptions, selectTypes } from './options.ts';
import { checkFlow } from './own-account.ts';
import { afterMethodChange, checkState } from './state.ts';
import { stopWaiting } from './stop-waiting.ts';
import { type SetupIntent, setupIntents } from './type.ts';

export type UpdateParams = Stripe.SetupIntentUpdateParams & Pick<MethodSelection, 'payment_method_types'>;

/** Parameters that select the types. */
const SELECTION = [
  'allowed_payment_method_types',
  'excluded_payment_method_types',
  'payment_method_configuration',
  'payment_method_types',
  // An account sets up fewer types for itself.
  'attach_to_self',
] as const satisfies readonly (keyof UpdateParams)[];

/** Parameters that are immutable after the setup. */
const OF_METHOD = [...SELECTION, 'payment_method', 'payment_method_data', 'payment_method_options'] as const;

export const updateSetupIntent = operation(
  'POST /v1/setup_intents/{intent}',
  async (context, params: UpdateParams, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkState(intent, 'update');
    if (OF_METHOD.some((name) => params[name] !== undefined)) checkState(intent, 'change_method');
    const updated = await applyUpdate(context, intent, params);
    if (params.payment_method === '') return withMethod(context, updated, null);
    const method = await givenMethod(context, params);
    return method ? giveMethod(context, updated, method) : context.work.save(updated);
  },
  { lock: 'intent', notYet: NOT_YET_AT_CHANGE },
);

/** Gives a SetupIntent a payment method to be confirmed with. Throws if it does not suit. */
export function giveMethod(context: Context, intent: SetupIntent, method: PaymentMethod): Promise<SetupIntent> {
  checkState(intent, 'change_method');
  const { customer, payment_method_types: types, attach_to_self: own } = intent;
  checkSuits(method, { customer, types, own }, { setup_intent: intent });
  return withMethod(context, intent, method);
}

/** Changes or removes a SetupIntent's payment method. */
async function withMethod(context: Context, intent: SetupIntent, method: PaymentMethod | null): Promise<SetupIntent> {
  const fresh = await stopWaiting(context, intent);
  const status = afterMethodChange(method !== null);
  return context.work.save<SetupIntent>({ ...fresh, payment_method: method?.id ?? null, status });
}

/** A SetupIntent with the plain parameters of an update or a confirmation, without their payment method. Not saved. */
export async function applyUpdate(context: Context, intent: SetupIntent, params: UpdateParams): Promise<SetupIntent> {
  if (params.customer) await context.work.require(customers, params.customer, 'customer');
  checkCustomerChange(intent, params);
  const { attach_to_self: own = intent.attach_to_self, flow_directions: directions } = params;
  const customer = params.customer === undefined ? intent.customer : params.customer || null;
  checkFlow({ attach_to_self: own, flow_directions: directions }, customer);
  const selection = SELECTION.some((name) => params[name] !== undefined)
    ? selectTypes(
        { ...currentSelection(intent), ...params } as MethodSelection,
        await merchantOf(await asMerchant(context, intent.on_behalf_of), configurationFor(intent, params)),
        own,
      )
    : null;
  const types = selection?.types ?? intent.payment_method_types;
  const changed = patch<SetupIntent, UpdateParams>(intent, params, {
    attach_to_self: true,
    flow_directions: true,
    allowed_payment_method_types: true,
    excluded_payment_method_types: true,
    customer: true,
    description: true,
  });
  return {
    ...changed,
    ...(selection && {
      automatic_payment_methods: selection.automatic,
      payment_method_configuration_details: selection.configuration,
      payment_method_types: types,
    }),
    ...((params.payment_method_options || selection) && {
      payment_method_options: methodOptions(
        types,
        params.payment_method_options as GivenOptions,
        intent.payment_method_options,
      ),
    }),
    metadata: mergeMetadata(intent.metadata, params.metadata),
    internal: {
      ...intent.internal,
      ...withAttemptOptions(attemptOptions(params as AttemptParams, intent.internal.words)),
    },
  };
}

function checkCustomerChange(intent: SetupIntent, { customer }: UpdateParams): void {
  const present = intent.customer;
  if (customer === undefined || present === null || customer === present) return;
  throw invalidRequest(
    'You cannot modify `customer` on a SetupIntent once it already has been set. To set up a payment method for a different Customer, cancel this SetupIntent and create a new one.',
    { param: 'customer', setup_intent: intent },
  );
}
