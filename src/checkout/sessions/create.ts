import type Stripe from 'stripe';
import { checkFee, checkShares } from '../../billing/reading/shares.ts';
import { type HashType, resourceShape } from '../../contract/contract.ts';
import { customers } from '../../customers/type.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { methodOptions } from '../../payments/payment-intents/options.ts';
import { makeSetupIntent } from '../../payments/setup-intents/create.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { isSharing, NOT_SHARED, requireMerchant, sharingTerms } from '../../transfers/terms.ts';
import { pageUrl } from './addresses.ts';
import { brandingOf } from './branding.ts';
import { collectedInformation } from './collected.ts';
import { customFields } from './custom-fields.ts';
import { givenDiscounts } from './discounts.ts';
import { EXPIRES, expiryOf } from './expire.ts';
import { newSessionId } from './id.ts';
import { invoiceCreation } from './invoice-creation.ts';
import { readLines } from './lines.ts';
import { configurationOf, merchantOfSession, sessionMethods } from './methods.ts';
import { readOptionalItems } from './optional-items.ts';
import { withPayment } from './payment.ts';
import { reprice } from './pricing.ts';
import { shippingOptions } from './shipping.ts';
import { checkTrial } from './subscription-data.ts';
import { type CheckoutSession, checkoutSessions, type SessionLine, type SessionParams } from './type.ts';
import { checkFitting, NOT_YET } from './validate-params.ts';

export const createSession = operation(
  'POST /v1/checkout/sessions',
  async (context, params: SessionParams) => {
    checkFitting(params, params.mode ?? 'payment', uiModeOf(params));
    checkTrial(params, context.work.now);
    if (params.customer !== undefined) await context.work.require(customers, params.customer, 'customer');
    for (const [index, id] of (params.subscription_data?.default_tax_rates ?? []).entries())
      await context.work.require(taxRates, id, `subscription_data[default_tax_rates][${index}]`);
    await checkShares(context, params.subscription_data ?? {}, 'subscription_data');
    checkFee(context, params.subscription_data ?? {}, 'subscription_data');
    const session = await makeSession(context, params, await readOrder(context, params));
    await checkPaymentShares(context, params, session);
    return session;
  },
  { notYet: NOT_YET },
);

/** Throws for shares that the payment of a session cannot have. */
async function checkPaymentShares(
  context: Context,
  { payment_intent_data: payment = {}, setup_intent_data: setup }: SessionParams,
  { amount_total: amount, currency }: CheckoutSession,
): Promise<void> {
  const merchant = setup?.on_behalf_of;
  if (merchant) await requireMerchant(context, merchant, 'setup_intent_data[on_behalf_of]');
  if (!isSharing(payment)) return;
  const shared = { amount: amount ?? 0, currency: currency ?? '' };
  await sharingTerms(context, payment, shared, NOT_SHARED, 'payment_intent_data');
}

/** The things that a session sells, validated. */
export interface Order {
  readonly lines: readonly SessionLine[];
  readonly currency: string;
  readonly optionalItems: Stripe.Checkout.Session.OptionalItem[] | undefined;
  readonly shippingOptions: Stripe.Checkout.Session.ShippingOption[];
}

/** Returns the order of a session's parameters. Throws for prices that cannot be sold together. */
export async function readOrder(
  context: Context,
  params: Pick<SessionParams, 'currency' | 'line_items' | 'mode' | 'optional_items' | 'shipping_options'>,
): Promise<Order> {
  const { mode = 'payment' } = params;
  const { lines, currency } = await readLines(context, params.line_items ?? [], params.currency, mode);
  return {
    lines,
    currency,
    optionalItems: await readOptionalItems(context, params.optional_items, { currency, lines: lines.length, mode }),
    shippingOptions: await shippingOptions(context, params.shipping_options ?? [], currency),
  };
}

/** Creates an open session from checked parameters. `origin` has the fields that its payment link gives it. */
export async function makeSession(
  context: Context,
  params: SessionParams,
  { lines, currency, optionalItems, shippingOptions: options }: Order,
  origin: SessionOrigin = {},
): Promise<CheckoutSession> {
  const { work } = context;
  const mode = params.mode ?? 'payment';
  const uiMode = uiModeOf(params);
  const merchant = await merchantOfSession(context, params, mode);
  const id = newSessionId(context);
  const session = work.insert<CheckoutSession>(checkoutSessions, {
    ...fromParams(context, params, merchant),
    ...origin.fields,
    id,
    object: 'checkout.session',
    amount_subtotal: null,
    amount_total: null,
    client_secret: uiMode === 'hosted_page' ? null : `${id}_secret_${work.newSecret(40)}`,
    created: work.now,
    currency: mode === 'setup' ? (params.currency ? checkCurrency(params.currency) : null) : currency,
    discounts: mode === 'setup' ? null : await givenDiscounts(context, params, currency),
    expires_at: expiryOf(params.expires_at, work.now),
    invoice_creation: mode === 'payment' ? invoiceCreation(params.invoice_creation) : null,
    mode,
    ...(optionalItems && { optional_items: optionalItems }),
    payment_method_types: [],
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    shipping_options: options,
    status: 'open',
    ui_mode: uiMode,
    url: uiMode === 'hosted_page' ? pageUrl(context.caller.baseUrl, id) : null,
    internal: {
      lines,
      shippingRate: options[0] ? String(options[0].shipping_rate) : null,
      paymentIntentData: params.payment_intent_data ?? {},
      setupIntentData: params.setup_intent_data ?? {},
      ...(mode === 'subscription' && { subscriptionData: params.subscription_data ?? {} }),
      customerUpdate: params.customer_update ?? {},
      allowRedisplay: params.payment_method_data?.allow_redisplay ?? null,
      collected: {},
      paymentIntent: null,
      ...origin.internal,
    },
  } as CheckoutSession);
  work.schedule({ kind: EXPIRES, subject: id, dueAt: session.expires_at * 1000 });
  if (mode === 'setup') return withSetup(context, session, params);
  const priced = await withMethods(context, await reprice(context, session), params);
  return params.has_payment ? withPayment(context, priced) : priced;
}

/** Fields of a session that its parameters do not have. */
interface SessionOrigin {
  readonly fields?: Pick<Partial<CheckoutSession>, 'payment_link' | 'success_url'>;
  readonly internal?: Pick<Partial<CheckoutSession['internal']>, 'collected' | 'confirmation' | 'urlParams'>;
}

/** The kinds of pages by the names they had before; they are understood at every version. */
const FORMER_UI_MODES: Readonly<Record<string, string>> = {
  custom: 'elements',
  embedded: 'embedded_page',
  hosted: 'hosted_page',
};

function uiModeOf({ ui_mode: mode = 'hosted_page' }: SessionParams): string {
  return FORMER_UI_MODES[mode] ?? mode;
}

/** Returns the session's fields from its parameters, with defaults. */
function fromParams(context: Context, params: SessionParams, merchant: AccountSettings): Partial<CheckoutSession> {
  const uiMode = uiModeOf(params);
  const isPage = uiMode !== 'elements';
  return {
    adaptive_pricing: { enabled: false },
    after_expiration: afterExpiration(params),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_tax: automaticTax(params),
    billing_address_collection: params.billing_address_collection ?? null,
    ...(isPage && { branding_settings: brandingOf(merchant, params.branding_settings) }),
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    collected_information: params.customer_email === undefined ? null : collectedInformation({}),
    consent: null,
    consent_collection: consentCollection(params),
    currency_conversion: null,
    custom_fields: customFields(params.custom_fields),
    custom_text: customText(params.custom_text),
    customer: params.customer ?? null,
    customer_account: null,
    customer_creation: params.customer === undefined ? customerCreation(params) : null,
    customer_details: params.customer_email === undefined ? null : detailsOf(params.customer_email),
    customer_email: params.customer_email ?? null,
    ...(params.excluded_payment_method_types && {
      excluded_payment_method_types: params.excluded_payment_method_types as string[],
    }),
    integration_identifier: params.integration_identifier ?? null,
    invoice: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params.metadata),
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection:
      params.mode === 'subscription' ? (params.payment_method_collection ?? 'always') : 'if_required',
    payment_method_configuration_details: configurationOf(context, params),
    permissions: (params.permissions ?? null) as CheckoutSession['permissions'],
    ...(params.name_collection && { name_collection: nameCollection(params.name_collection) }),
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    ...(uiMode !== 'hosted_page' && { redirect_on_completion: params.redirect_on_completion ?? 'always' }),
    ...(params.return_url !== undefined && { return_url: params.return_url }),
    saved_payment_method_options: savedOptions(params),
    setup_intent: null,
    shipping_address_collection: (params.shipping_address_collection ??
      null) as CheckoutSession['shipping_address_collection'],
    shipping_cost: null,
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    ...(params.tax_id_collection && { tax_id_collection: taxIdCollection(params.tax_id_collection) }),
    total_details: null,
    wallet_options: (params.wallet_options ?? null) as CheckoutSession['wallet_options'],
  };
}

/** Whoever subscribes or gets an invoice becomes a customer. */
function customerCreation({ customer_creation: given, invoice_creation: invoice, mode }: SessionParams): string {
  return mode === 'subscription' || invoice?.enabled ? 'always' : (given ?? 'if_required');
}

function afterExpiration({ after_expiration: given }: SessionParams): CheckoutSession['after_expiration'] {
  if (!given?.recovery) return null;
  const { enabled, allow_promotion_codes: codes = false } = given.recovery;
  return { recovery: { allow_promotion_codes: codes, enabled, expires_at: null, url: null } };
}

function automaticTax({ automatic_tax: given }: SessionParams): CheckoutSession['automatic_tax'] {
  if (!given?.enabled) return { enabled: false, liability: null, provider: null, status: null };
  return { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'requires_location_inputs' };
}

function nameCollection({ business, individual }: NonNullable<SessionParams['name_collection']>) {
  const wanted = (given: { enabled: boolean; optional?: boolean }) => ({
    enabled: given.enabled,
    optional: given.optional ?? false,
  });
  return { ...(business && { business: wanted(business) }), ...(individual && { individual: wanted(individual) }) };
}

function taxIdCollection({ enabled, required }: NonNullable<SessionParams['tax_id_collection']>) {
  return { enabled, required: required ?? 'never' };
}

function consentCollection({ consent_collection: given }: SessionParams): CheckoutSession['consent_collection'] {
  if (!given) return null;
  return {
    payment_method_reuse_agreement: given.payment_method_reuse_agreement ?? null,
    promotions: given.promotions ?? null,
    terms_of_service: given.terms_of_service ?? null,
  };
}

function customText(given: SessionParams['custom_text']): CheckoutSession['custom_text'] {
  const text = (value: '' | { message: string } | null | undefined) => (value ? { message: value.message } : null);
  return {
    after_submit: text(given?.after_submit),
    shipping_address: text(given?.shipping_address),
    submit: text(given?.submit),
    terms_of_service_acceptance: text(given?.terms_of_service_acceptance),
  };
}

function detailsOf(email: string): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

/** Saved payment methods are for customers; guests have none. */
function savedOptions(params: SessionParams): CheckoutSession['saved_payment_method_options'] {
  const given = params.saved_payment_method_options;
  if (!given && params.customer === undefined && customerCreation(params) !== 'always') return null;
  return {
    allow_redisplay_filters: given?.allow_redisplay_filters ?? ['always'],
    payment_method_remove: given?.payment_method_remove ?? 'disabled',
    payment_method_save: given?.payment_method_save ?? null,
  };
}

/** Payment method types depend on the amount. */
async function withMethods(
  context: Context,
  session: CheckoutSession,
  params: SessionParams,
): Promise<CheckoutSession> {
  const types = await sessionMethods(
    params,
    { amount: session.amount_total ?? 0, currency: session.currency ?? '' },
    context,
  );
  return context.work.save<CheckoutSession>({
    ...session,
    payment_method_types: types,
    payment_method_options: optionsOf(types, params),
  });
}

/** A session that sets up a payment method has its SetupIntent from the start. */
async function withSetup(context: Context, session: CheckoutSession, params: SessionParams): Promise<CheckoutSession> {
  const types = await sessionMethods(params, null, context);
  const { description, metadata, on_behalf_of: merchant } = params.setup_intent_data ?? {};
  const intent = await makeSetupIntent(
    context,
    {
      payment_method_types: types,
      ...(params.customer !== undefined && { customer: params.customer }),
      ...(description !== undefined && { description }),
      ...(merchant !== undefined && { on_behalf_of: merchant }),
      ...(metadata !== undefined && { metadata }),
    } as Parameters<typeof makeSetupIntent>[1],
    session.id,
  );
  return context.work.save<CheckoutSession>({
    ...session,
    payment_method_types: types,
    payment_method_options: optionsOf(types, params),
    setup_intent: intent.id,
  });
}

function optionsOf(types: readonly string[], params: SessionParams): CheckoutSession['payment_method_options'] {
  const options = methodOptions(types, params.payment_method_options as Record<string, unknown> | undefined);
  const shown = Object.entries(options as Record<string, Record<string, unknown> | undefined>).map(
    ([type, option]) => [type, option && withoutNullParts(type, option)] as const,
  );
  return Object.fromEntries(
    shown.filter(([, option]) => option && Object.keys(option).length > 0),
  ) as CheckoutSession['payment_method_options'];
}

/** Sessions omit empty options of cards, and those that only PaymentIntents have (for example, a Pix' `expires_at`). */
function withoutNullParts(type: string, option: Record<string, unknown>): Record<string, unknown> {
  const known = type === 'card' ? undefined : sessionOptions()?.get(type);
  const fields = known?.kind === 'hash' ? known.fields : undefined;
  return Object.fromEntries(Object.entries(option).filter(([name, value]) => value !== null || fields?.has(name)));
}

function sessionOptions(): HashType['fields'] | undefined {
  const options = resourceShape('checkout.session')?.fields.get('payment_method_options');
  return options?.kind === 'hash' ? options.fields : undefined;
}
