import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { cardDetails } from '../methods/card.ts';
import type { MadeMethod, MethodContext, MethodData, PaymentMethodModule } from '../methods/method.ts';
import { methodOf } from '../methods/registry.ts';
import { networkPort } from '../network/ports.ts';
import { billingDetails, NO_BILLING_DETAILS } from './billing-details.ts';
import { checkHashes } from './check-hashes.ts';
import { checkBilling } from './required-billing-fields.ts';
import { spendToken } from './tokens/spend.ts';
import type { VaultedMethod } from './type.ts';
import { type LegacySource, type PaymentMethod, paymentMethods } from './type.ts';

/** The world as payment method modules see it. */
export function methodContext({ work, account, use }: Context): MethodContext {
  return { network: use(networkPort), fingerprintKey: account.fingerprintKey, nowSeconds: work.now };
}

/**
 * Creates a payment method from its parameters: those of its own create call, or a payment's `payment_method_data`
 * (`under` is its path in errors).
 */
export async function makePaymentMethod(
  context: Context,
  data: MethodData,
  under?: 'payment_method_data',
): Promise<PaymentMethod> {
  return insertVaulted(context, await vaultMethod(context, data, under));
}

/** Tokenizes the data of a payment method without creating one. Throws Stripe's error for invalid data. */
export async function vaultMethod(
  context: Context,
  data: MethodData,
  under?: 'payment_method_data',
): Promise<VaultedMethod> {
  const module = checkHashes(data, under);
  checkBilling(module, billingDetails(data.billing_details), under);
  return {
    ...(await make(context, module, data)),
    type: module.type,
    billing: billingDetails(data.billing_details),
    allowRedisplay: data.allow_redisplay ?? 'unspecified',
    metadata: mergeMetadata({}, data.metadata),
    radarSession: data.radar_options?.session ?? null,
  };
}

async function make(context: Context, module: PaymentMethodModule, data: MethodData): Promise<MadeMethod> {
  const card = module.type === 'card' ? (data as Stripe.PaymentMethodCreateParams).card : undefined;
  if (card && 'token' in card && card.token) {
    const method = methodContext(context);
    const known = method.network.wellKnownCard(card.token, method);
    if (known) return cardDetails(known, card.networks);
    return spendToken(context, card.token, 'card[token]');
  }
  return module.make(data, methodContext(context));
}

/** Inserts a tokenized payment method; those of the older API have their own id. */
export function insertVaulted(
  { work }: Context,
  vaulted: VaultedMethod,
  legacy?: { readonly id: string; readonly as: LegacySource },
): PaymentMethod {
  const { type, billing, instrument, radarSession } = vaulted;
  const { address } = billing;
  return work.insert(paymentMethods, {
    id: legacy?.id ?? work.newId(paymentMethods.prefix),
    object: 'payment_method',
    allow_redisplay: vaulted.allowRedisplay,
    billing_details: billing,
    [type]: withAddressChecks(vaulted.details, address),
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: vaulted.metadata,
    ...(radarSession !== null && { radar_options: { session: radarSession } }),
    type: type as PaymentMethod['type'],
    internal: {
      instrument: {
        ...instrument,
        ...(address?.postal_code && { postalCodeProvided: true }),
        ...(address?.line1 && { line1Provided: true }),
      },
      spent: false,
      setUpForOffSession: false,
      ...(legacy && { legacy: legacy.as }),
    },
  });
}

/** Address checks of a card are `unchecked` if an address was sent. */
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

/** Returns the data of a test id such as `pm_card_visa`; undefined for any other id. */
export function wellKnownMethod(context: Context, id: string): VaultedMethod | undefined {
  if (!id.startsWith('pm_')) return undefined;
  const method = methodContext(context);
  const known = method.network.wellKnownCard(id, method);
  if (!known) return wellKnownAccount(method, id);
  return {
    ...cardDetails(known),
    type: 'card',
    billing: NO_BILLING_DETAILS,
    allowRedisplay: 'unspecified',
    metadata: {},
    radarSession: null,
  };
}

/** Returns the data of a test bank account, verified unless it is one of the unverified test accounts. */
function wellKnownAccount(method: MethodContext, id: string): VaultedMethod | undefined {
  const known = method.network.wellKnownAccount(id);
  if (!known) return undefined;
  const data = known.data as MethodData;
  const { details, instrument } = methodOf(String(data.type)).make(data, method);
  return {
    details,
    instrument: { ...instrument, ...(known.verified && 'verified' in instrument && { verified: true }) },
    type: String(data.type),
    billing: billingDetails(data.billing_details),
    allowRedisplay: 'unspecified',
    metadata: {},
    radarSession: null,
  };
}

/** The payment methods that the test ids of a request became, by its unit of work. */
const madeOfTestIds = new WeakMap<Context['work'], Map<string, string>>();

/**
 * Returns the payment method of an id that this request can name, or undefined. A test id that the request has used
 * already is the payment method that it became, so attaching `pm_card_visa` and making it the default is one card.
 */
export function namedMethod({ work }: Context, id: string): Promise<PaymentMethod | undefined> {
  return work.get(paymentMethods, madeOfTestIds.get(work)?.get(id) ?? id);
}

/**
 * Returns the payment method of an id. A test id creates a new one in every request. Throws `resource_missing` for an
 * unknown id: 400, or 404 if the id is in the path.
 */
export async function resolvePaymentMethod(
  context: Context,
  id: string,
  param: string,
  status: 400 | 404 = 400,
): Promise<PaymentMethod> {
  const found = await namedMethod(context, id);
  if (found) return found;
  const known = wellKnownMethod(context, id);
  const { work } = context;
  if (known) {
    const method = insertVaulted(context, known);
    const made = madeOfTestIds.get(work) ?? new Map<string, string>();
    madeOfTestIds.set(work, made.set(id, method.id));
    return method;
  }
  if (work.connected !== null && (await work.for(work.world).get(paymentMethods, id))) throw ofPlatform(id, param);
  throw resourceMissing(paymentMethods.noun, id, param, status);
}

/** 400: the platform's payment methods have to be cloned to an account first (see `clone.ts`). */
function ofPlatform(id: string, param: string): Error {
  return invalidRequest(
    `No such ${paymentMethods.noun}: '${id}'; OAuth key or Stripe-Account header was used but API request was provided with a platform-owned payment method ID. Please ensure that the provided payment method matches the specified account.`,
    { code: 'resource_missing', param },
  );
}
