import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { inOrder } from '../../methods/offer.ts';
import { findMethod, methodOf, typesForSetup } from '../../methods/registry.ts';
import type { Merchant } from '../../payment-methods/configurations/type.ts';
import { type GivenOptions, layOptions } from '../intents/method-options.ts';
import { chooseTypes, type MethodSelection } from '../intents/method-types.ts';
import { checkOwnType, ownTypes } from './own-account.ts';

/**
 * Returns the types that can be set up, for the account itself or for customers, and if they were selected
 * automatically or by the caller.
 */
export function selectTypes(
  selection: MethodSelection,
  merchant: Merchant,
  own?: boolean | undefined,
): ReturnType<typeof chooseTypes> {
  return chooseTypes(selection, {
    merchant,
    types: ownTypes(own, inOrder(typesForSetup(), merchant.country)),
    check(type, param) {
      checkSetUpPossible(type, param);
      checkOwnType(own, type, param);
    },
    nothingLeft: {
      message: 'No payment method of Florin that can be set up is among the allowed types. Change the types.',
      param: 'excluded_payment_method_types',
    },
  });
}

function checkSetUpPossible(type: string, param: string): void {
  const method = findMethod(type);
  if (!method) throw invalidRequest(`Florin does not support the payment method type '${type}' yet.`, { param });
  if (method.setup) return;
  throw invalidRequest(
    `The payment method type '${type}' cannot be used with SetupIntents because it cannot be saved.`,
    { param },
  );
}

/** A SetupIntent's `payment_method_options`: the defaults of its types with what the caller set laid over them. */
export function methodOptions(
  types: readonly string[],
  set: GivenOptions,
  current?: Stripe.SetupIntent.PaymentMethodOptions | null,
): Stripe.SetupIntent.PaymentMethodOptions {
  const known = types.filter((type) => methodOf(type).setup?.defaultOptions);
  return layOptions(known, set, current, (type) => methodOf(type).setup?.defaultOptions ?? {});
}
