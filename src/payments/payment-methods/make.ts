import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import { networkPort } from '../../network/ports.ts';
import { cardDetails } from '../../payment-methods/card.ts';
import type { MadeMethod, MethodContext, MethodData } from '../../payment-methods/method.ts';
import { findMethod } from '../../payment-methods/registry.ts';
import { spendToken } from '../tokens/spend.ts';
import { billingDetails } from './billing-details.ts';
import { type PaymentMethod, paymentMethods } from './type.ts';

/** The world as payment method modules see it. */
export function methodContext({ work, account, use }: Context): MethodContext {
  return { network: use(networkPort), fingerprintKey: account.fingerprintKey, nowSeconds: work.now };
}

/**
 * Makes a payment method from its parameters: those of its own create call, or a payment's `payment_method_data`
 * (then `under` names it for error messages).
 */
export async function makePaymentMethod(
  context: Context,
  data: MethodData,
  under?: 'payment_method_data',
): Promise<PaymentMethod> {
  const type = String(data.type);
  const module = findMethod(type);
  if (!module) {
    const param = under ? `${under}[type]` : 'type';
    throw invalidRequest(`Florin does not have the payment method type '${type}' yet.`, { param });
  }
  const made = await make(context, type, data);
  return insertPaymentMethod(context, type, made, {
    allowRedisplay: data.allow_redisplay,
    billing: data.billing_details,
    metadata: data.metadata,
  });
}

async function make(context: Context, type: string, data: MethodData): Promise<MadeMethod> {
  const card = type === 'card' ? (data as Stripe.PaymentMethodCreateParams).card : undefined;
  if (card && 'token' in card && card.token) {
    const method = methodContext(context);
    const known = method.network.wellKnownCard(card.token, method);
    if (known) return cardDetails(known, card.networks);
    return spendToken(context, card.token, 'card[token]');
  }
  const module = findMethod(type);
  if (!module) throw new Error(`no payment method ${type}`);
  return module.make(data, methodContext(context));
}

/** Adds a payment method that has been made. */
export function insertPaymentMethod(
  context: Context,
  type: string,
  made: MadeMethod,
  options: {
    allowRedisplay?: Stripe.PaymentMethod.AllowRedisplay | undefined;
    billing?: Stripe.PaymentMethodCreateParams.BillingDetails | undefined;
    metadata?: MetadataParam;
  } = {},
): PaymentMethod {
  const { work } = context;
  const billing = billingDetails(options.billing);
  const address = billing.address;
  return work.insert(paymentMethods, {
    id: work.newId(paymentMethods.prefix),
    object: 'payment_method',
    allow_redisplay: options.allowRedisplay ?? 'unspecified',
    billing_details: billing,
    [type]: withAddressChecks(made.details, address),
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, options.metadata),
    type: type as PaymentMethod['type'],
    internal: {
      instrument: {
        ...made.instrument,
        ...(address?.postal_code && { postalCodeProvided: true }),
        ...(address?.line1 && { line1Provided: true }),
      },
      spent: false,
      setUpForOffSession: false,
    },
  });
}

/** Address checks of a card stand at `unchecked` once there is something to check. */
function withAddressChecks(details: object, address: Stripe.Address | null): object {
  if (!('checks' in details)) return details;
  return {
    ...details,
    checks: {
      ...(details.checks as object),
      ...(address?.line1 && { address_line1_check: 'unchecked' }),
      ...(address?.postal_code && { address_postal_code_check: 'unchecked' }),
    },
  };
}

/**
 * The payment method an id names. A ready-made test id, as `pm_card_visa`, stands for a fresh one with every use.
 * Throws resource_missing for an unknown id: 400, or 404 when the id is the path's.
 */
export async function resolvePaymentMethod(
  context: Context,
  id: string,
  param: string,
  status: 400 | 404 = 400,
): Promise<PaymentMethod> {
  const found = await context.work.get(paymentMethods, id);
  if (found) return found;
  const method = methodContext(context);
  const known = id.startsWith('pm_') ? method.network.wellKnownCard(id, method) : undefined;
  if (known) return insertPaymentMethod(context, 'card', cardDetails(known));
  throw resourceMissing(paymentMethods.noun, id, param, status);
}
