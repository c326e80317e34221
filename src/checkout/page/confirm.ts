import type Stripe from 'stripe';
import {
  flag,
  hash,
  integer,
  like,
  list,
  oneOf,
  required,
  returnAddress,
  text,
  type ValuesOf,
} from '../../contract/shape.ts';
import { createCustomer } from '../../customers/create.ts';
import type { Context } from '../../kernel/context.ts';
import {
  CommittedError,
  invalidRequest,
  parameterMissing,
  type Refusal,
  StripeError,
  throwIfDeclined,
} from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { dataNotYet, methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { givenMethod } from '../../payments/intents/given-method.ts';
import { checkReturnUrl } from '../../payments/intents/return-url.ts';
import { confirm as confirmSetup } from '../../payments/setup-intents/confirm.ts';
import { makeSetupIntent } from '../../payments/setup-intents/create.ts';
import { setupIntents } from '../../payments/setup-intents/type.ts';
import { followSetup } from '../follow.ts';
import { returnUrl } from '../sessions/addresses.ts';
import { complete, nameOf, withoutNulls } from '../sessions/complete.ts';
import { checkDiscountsValid } from '../sessions/discounts.ts';
import { reprice } from '../sessions/pricing.ts';
import { needsMethod } from '../sessions/subscription-data.ts';
import { type CheckoutSession, checkoutSessions } from '../sessions/type.ts';
import { acceptedOnPage } from './acceptance.ts';
import { collect } from './collect.ts';
import { shipping, taxId } from './fields.ts';
import { checkLinkLimit } from './link-limit.ts';
import { openSessionOfPage } from './open.ts';
import { pay } from './pay.ts';
import { checkRestrictions } from './restrictions.ts';
import { savedMethods } from './saved-methods.ts';
import { pageOf } from './view.ts';

const fields = {
  /** A saved payment method or one that was made before; else one is made from `payment_method_data`. */
  payment_method: text,
  payment_method_data: like('POST /v1/payment_intents/{intent}/confirm', 'payment_method_data'),
  /** A code from the customer's bank. */
  payment_method_options: hash({ blik: hash({ code: text }) }),
  /** The total that the customer saw. */
  expected_amount: integer,
  email: text,
  name: text,
  phone: text,
  business_name: text,
  individual_name: text,
  tax_id: taxId,
  shipping,
  custom_fields: list(hash({ key: required(text), value: required(text) })),
  consent: hash({ terms_of_service: oneOf('accepted'), promotions: oneOf('opt_in', 'opt_out') }),
  return_url: returnAddress,
  save_payment_method: flag,
};

type Confirmation = ValuesOf<typeof fields>;

/** The payer pays, or sets up a payment method. After a decline the session stays open. */
export const confirmPage = ownOperation(
  'POST /v1/payment_pages/{session}/confirm',
  fields,
  async (context, params, path) => {
    const session = withReturn(await openSessionOfPage(context, path.session), params.return_url);
    await checkLinkLimit(context, session);
    await checkDiscountsValid(context, session);
    checkSavingOffered(session, params);
    const method = await methodFor(context, session, params);
    const collected = await collect(context, session, params, method?.billing_details);
    const priced = await reprice(context, context.work.save(collected));
    checkExpected(priced, params.expected_amount);
    const kept = context.work.save(await withCustomer(context, priced));
    const decline = await finish(context, kept, method, params);
    throwIfDeclined(decline && withoutObjects(decline));
    return pageOf(context, await context.work.require(checkoutSessions, session.id));
  },
  { access: 'page', lock: 'session', notYet: dataNotYet('payment_method_data') },
);

/** A merchant's own page sets its own return URL, also for redirects. */
function withReturn(session: CheckoutSession, url: string | undefined): CheckoutSession {
  const returnUrl = checkReturnUrl(url);
  if (returnUrl === null) return session;
  if (session.ui_mode !== 'elements')
    throw invalidRequest('`return_url` is only accepted with `ui_mode: elements`.', { param: 'return_url' });
  return { ...session, internal: { ...session.internal, returnUrl } };
}

/**
 * Throws unless the payer has seen the amount they pay. With automatic tax their address may have changed it; then the
 * address is committed, so that the page shows the amount with it.
 */
function checkExpected(session: CheckoutSession, expected: number | undefined): void {
  const { amount_total: total, automatic_tax: tax } = session;
  if (expected === undefined || expected === (total ?? 0)) return;
  const detail = {
    type: 'invalid_request_error' as const,
    code: 'checkout_amount_mismatch',
    message: `The amount of this Checkout Session has changed to ${total ?? 0} (expected ${expected}). Show the new amount before confirming.`,
    param: 'expected_amount',
  };
  throw tax.enabled ? new CommittedError(400, detail) : new StripeError(400, detail);
}

/**
 * Returns the payment method: a saved card, one created before, or one from the entered data. Null if none is needed.
 */
async function methodFor(
  context: Context,
  session: CheckoutSession,
  params: Confirmation,
): Promise<PaymentMethod | null> {
  if (!needsMethod(session)) return null;
  const { payment_method: id, payment_method_data: data } = params;
  if (id === undefined && data === undefined) throw parameterMissing('payment_method');
  if (id !== undefined && context.caller.key === 'page') await checkOffered(context, session, id);
  const method = await givenMethod(context, {
    ...(id !== undefined && { payment_method: id }),
    ...(data !== undefined && { payment_method_data: data }),
  });
  if (!method) throw parameterMissing('payment_method');
  checkRestrictions(session, method);
  const allowRedisplay = redisplayOf(session, params);
  if (method.customer !== null || allowRedisplay === null) return method;
  return context.work.save<PaymentMethod>({ ...method, allow_redisplay: allowRedisplay });
}

/** A page can only pay with payment methods that it was shown. */
async function checkOffered(context: Context, session: CheckoutSession, id: string): Promise<void> {
  if ((await savedMethods(context, session)).some((method) => method.id === id)) return;
  throw invalidRequest(`No such PaymentMethod: '${id}'`, { code: 'resource_missing', param: 'payment_method' });
}

/** Throws if the page saves a payment method where the merchant offers no saving. */
function checkSavingOffered({ saved_payment_method_options: options }: CheckoutSession, params: Confirmation): void {
  if (!params.save_payment_method || options?.payment_method_save === 'enabled') return;
  throw invalidRequest('This session does not offer to save payment methods. Leave `save_payment_method` out.', {
    param: 'save_payment_method',
  });
}

/**
 * `allow_redisplay` of a new payment method: `always` with the payer's consent, `limited` if saved without.
 * https://docs.stripe.com/payments/save-during-payment
 */
function redisplayOf(session: CheckoutSession, params: Confirmation): Stripe.PaymentMethod.AllowRedisplay | null {
  if (params.save_payment_method) return 'always';
  if (session.internal.allowRedisplay !== null) return session.internal.allowRedisplay;
  const isKept = session.mode !== 'payment' || session.internal.paymentIntentData.setup_future_usage !== undefined;
  return isKept ? 'limited' : null;
}

/** Returns the session with its new customer, if one is to be created. */
async function withCustomer(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if (session.customer !== null || session.customer_creation !== 'always') return session;
  const { collected } = session.internal;
  const { email, businessName, individualName, phone, address, shipping } = collected;
  const name = nameOf(collected);
  const customer = await createCustomer(context, {
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
    ...(businessName !== undefined && { business_name: businessName }),
    ...(individualName !== undefined && { individual_name: individualName }),
    ...(phone !== undefined && { phone }),
    ...(address && { address: withoutNulls(address) }),
    ...(shipping && { shipping: { name: shipping.name, address: withoutNulls(shipping.address) } }),
  });
  return { ...session, customer: customer.id };
}

async function finish(
  context: Context,
  session: CheckoutSession,
  method: PaymentMethod | null,
  params: Confirmation,
): Promise<Refusal | null> {
  const { payment_method_options: entered } = params;
  if (session.mode === 'setup') return setUp(context, session, method, entered);
  if (session.amount_total === 0) {
    if (method) return setUp(context, await withSetup(context, session), method, entered);
    await complete(context, session, { payment_status: 'no_payment_required' });
    return null;
  }
  if (!method) throw parameterMissing('payment_method');
  const keep = params.save_payment_method === true && methodOf(method.type).reusable;
  return pay(context, session, method, { keep, entered });
}

async function setUp(
  context: Context,
  session: CheckoutSession,
  method: PaymentMethod | null,
  entered: Confirmation['payment_method_options'],
): Promise<Refusal | null> {
  const setup = session.setup_intent ?? session.internal.setupIntent ?? '';
  await context.lock(setup);
  const intent = await context.work.require(setupIntents, setup);
  const { caller } = context;
  const owned = context.work.save({ ...intent, customer: session.customer });
  const { intent: confirmed, decline } = await confirmSetup(context, owned, method, {
    return_url: returnUrl(caller.baseUrl, session.id),
    use_stripe_sdk: true,
    ...(entered && { payment_method_options: entered }),
    ...(methodOf(method?.type ?? 'card').mandate && { mandate_data: acceptedOnPage(context) }),
  });
  if (decline === null) await followSetup(context, session, confirmed);
  return decline;
}

/** The session with the SetupIntent of a subscription that costs nothing now; made with the first try. */
async function withSetup(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if (session.internal.setupIntent !== undefined) return session;
  const { id } = await makeSetupIntent(
    context,
    { payment_method_types: session.payment_method_types, usage: 'off_session' } as SetupParams,
    session.id,
  );
  return context.work.save<CheckoutSession>({ ...session, internal: { ...session.internal, setupIntent: id } });
}

type SetupParams = Parameters<typeof makeSetupIntent>[1];

/** A refusal without the objects that only a server may see. */
function withoutObjects({ status, detail }: Refusal): Refusal {
  const { payment_intent: _intent, setup_intent: _setup, payment_method: _method, source: _source, ...shown } = detail;
  return { status, detail: shown };
}
