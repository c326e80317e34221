import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkMethodAmount } from '../../methods/amounts.ts';
import { typesTaking } from '../../methods/offer.ts';
import { findMethod, methodOf } from '../../methods/registry.ts';
import type { Merchant } from '../../payment-methods/configurations/type.ts';
import { type GivenOptions, layOptions } from '../intents/method-options.ts';
import { chooseTypes, type MethodSelection } from '../intents/method-types.ts';

/** A payment's requirements on its payment method. */
interface Wanted {
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod?: string | undefined;
  readonly futureUsage?: string | null | undefined;
}

/** True if a type supports manual capture and saving, where required. */
function suits(type: string, { captureMethod, futureUsage }: Wanted): boolean {
  if (captureMethod !== 'manual' && !futureUsage) return true;
  const { capture, setupFutureUsage } = methodOf(type);
  if (captureMethod === 'manual' && !capture.manual) return false;
  return !futureUsage || setupFutureUsage.some((usage) => usage === futureUsage);
}

/**
 * Returns the payment method types, and if they were selected automatically or by the caller. `merchant` holds the
 * country and preferences.
 */
export function selectTypes(
  selection: MethodSelection,
  payment: Wanted,
  merchant: Merchant,
): ReturnType<typeof chooseTypes> {
  const { amount, currency } = payment;
  return chooseTypes(selection, {
    merchant,
    types: typesTaking(amount, currency, merchant.country),
    suits: (type) => suits(type, payment),
    check: (type, param) => {
      checkCurrencyOf(type, currency, param);
      checkMethodAmount(type, amount, currency);
    },
    nothingLeft: {
      message: `No payment method of Florin supports the currency ${currency} and is among the allowed types. Change the currency or the types.`,
      param: 'currency',
    },
  });
}

function checkCurrencyOf(type: string, currency: string, param: string): void {
  const method = findMethod(type);
  if (!method) throw invalidRequest(`Florin does not support the payment method type '${type}' yet.`, { param });
  if (method.currencies === 'all' || method.currencies.includes(currency)) return;
  throw invalidRequest(
    `The currency ${currency} is not supported by the payment method type '${type}'. It takes ${method.currencies.join(', ')}.`,
    { param },
  );
}

/** A PaymentIntent's `payment_method_options`: the defaults of its types with what the caller set laid over them. */
export function methodOptions(
  types: readonly string[],
  set: GivenOptions,
  current?: Stripe.PaymentIntent.PaymentMethodOptions | null,
): Stripe.PaymentIntent.PaymentMethodOptions {
  const options = layOptions(types, set, current, (type) => methodOf(type).defaultOptions);
  for (const type of types) methodOf(type).checkOptions?.(options[type] ?? {}, 'set', '');
  return options;
}
