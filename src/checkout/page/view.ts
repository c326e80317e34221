import type Stripe from 'stripe';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Context } from '../../kernel/context.ts';
import { hashOfType } from '../../kernel/entity.ts';
import { specOf } from '../../methods/spec.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { type SetupIntent, setupIntents } from '../../payments/setup-intents/type.ts';
import type {
  PageBranding,
  PageCustomField,
  PagePayment,
  PageSavedMethod,
  PaymentPage,
} from '../../shared/payment-page-view.ts';
import { afterUrl } from '../sessions/addresses.ts';
import { brandingOf } from '../sessions/branding.ts';
import { onBehalfOf } from '../sessions/methods.ts';
import { needsMethod } from '../sessions/subscription-data.ts';
import { asksTaxId } from '../sessions/tax-ids.ts';
import type { CheckoutSession } from '../sessions/type.ts';
import { fixedEmail } from './collect.ts';
import { savedMethods, shownCustomer } from './saved-methods.ts';
import { summaryOf } from './summary.ts';

/** A session as its page shows it. */
export async function pageOf(context: Context, session: CheckoutSession): Promise<PaymentPage> {
  const saved = await savedMethods(context, session);
  const customer = await shownCustomer(context, session);
  const { collected } = session.internal;
  const { account: merchant } = await asMerchant(
    context,
    onBehalfOf({
      payment_intent_data: session.internal.paymentIntentData,
      setup_intent_data: session.internal.setupIntentData,
    }),
  );
  const intent = await intentOf(context, session);
  const payment = intent ? paymentOf(intent) : null;
  return {
    object: 'payment_page',
    id: session.id,
    session_id: session.id,
    mode: session.mode as PaymentPage['mode'],
    ui_mode: session.ui_mode as PaymentPage['ui_mode'],
    status: session.status as PaymentPage['status'],
    payment_status: session.payment_status as PaymentPage['payment_status'],
    livemode: session.livemode,
    locale: session.locale ?? 'auto',
    expires_at: session.expires_at,
    currency: session.currency,
    merchant: {
      country: merchant.country,
      branding: shownBranding(session.branding_settings ?? brandingOf(merchant, undefined)),
    },
    submit_type: (session.submit_type ?? 'auto') as PaymentPage['submit_type'],
    ...(await summaryOf(context, session)),
    allow_promotion_codes: session.allow_promotion_codes ?? false,
    email: {
      value: customer?.email ?? session.customer_email ?? collected.email ?? null,
      editable: (await fixedEmail(context, session)) === null,
    },
    name: collected.name ?? customer?.name ?? null,
    phone: {
      required: session.phone_number_collection?.enabled ?? false,
      value: collected.phone ?? customer?.phone ?? null,
    },
    billing_address_collection: (session.billing_address_collection ?? 'auto') as 'auto' | 'required',
    shipping_address_collection: session.shipping_address_collection && {
      allowed_countries: session.shipping_address_collection.allowed_countries,
    },
    shipping: shippingOf(session, customer?.shipping ?? null),
    shipping_by_server: session.permissions?.update_shipping_details === 'server_only',
    name_collection: {
      business: askedName(session.name_collection?.business),
      individual: askedName(session.name_collection?.individual),
    },
    tax_id_collection: (await asksTaxId(context, session))
      ? { required: session.tax_id_collection?.required === 'if_supported' }
      : null,
    tax_id: collected.taxId ?? null,
    business_name: collected.businessName ?? null,
    automatic_tax: {
      enabled: session.automatic_tax.enabled,
      status: session.automatic_tax.status as PaymentPage['automatic_tax']['status'],
    },
    shipping_rate: session.internal.shippingRate,
    custom_fields: session.custom_fields.map(fieldOf),
    custom_text: {
      submit: session.custom_text.submit?.message ?? null,
      shipping_address: session.custom_text.shipping_address?.message ?? null,
      terms_of_service_acceptance: session.custom_text.terms_of_service_acceptance?.message ?? null,
      after_submit: session.custom_text.after_submit?.message ?? null,
    },
    consent_collection: {
      terms_of_service: session.consent_collection?.terms_of_service === 'required',
      promotions: session.consent_collection?.promotions === 'auto',
    },
    payment_method_types: session.payment_method_types,
    payment_method_specs: session.payment_method_types.map(specOf),
    saved_payment_methods: saved.map(savedOf),
    prefilled_payment_method: saved[0]?.id ?? null,
    may_remove: session.saved_payment_method_options?.payment_method_remove === 'enabled',
    offers_to_save: session.saved_payment_method_options?.payment_method_save === 'enabled',
    saves_for_later: session.mode !== 'payment' || session.internal.paymentIntentData.setup_future_usage !== undefined,
    needs_payment_method: needsMethod(session),
    payment,
    after_url: nextUrl(session, payment),
    confirmation_message: session.internal.confirmation?.message ?? null,
    redirect_on_completion: (session.redirect_on_completion ?? 'always') as PaymentPage['redirect_on_completion'],
    cancel_url: session.cancel_url,
    recovery_url: session.after_expiration?.recovery?.url ?? null,
  };
}

function shownBranding(branding: Stripe.Checkout.Session.BrandingSettings): PageBranding {
  const { icon, logo, border_style: border, ...rest } = branding;
  return {
    ...rest,
    border_style: border as PageBranding['border_style'],
    icon: icon?.url ?? null,
    logo: logo?.url ?? null,
  };
}

async function intentOf({ work }: Context, session: CheckoutSession): Promise<PaymentIntent | SetupIntent | undefined> {
  const setup = session.setup_intent ?? session.internal.setupIntent ?? null;
  if (setup !== null) return work.get(setupIntents, setup);
  const { paymentIntent } = session.internal;
  return paymentIntent === null ? undefined : work.get(paymentIntents, paymentIntent);
}

/** Returns the shipping address: the one entered, or the customer's if its country is allowed. */
function shippingOf(session: CheckoutSession, known: Stripe.Customer['shipping']): PaymentPage['shipping'] {
  const { shipping } = session.internal.collected;
  if (shipping) return shipping;
  const allowed = session.shipping_address_collection?.allowed_countries;
  const country = known?.address?.country;
  if (!known?.address || !allowed || !country || !(allowed as readonly string[]).includes(country)) return null;
  return { name: known.name ?? '', address: known.address };
}

function askedName(asked: { enabled: boolean; optional: boolean } | undefined): { readonly optional: boolean } | null {
  return asked?.enabled ? { optional: asked.optional } : null;
}

function savedOf({ id, card, billing_details: billing }: PaymentMethod): PageSavedMethod {
  if (!card) throw new Error(`${id} is not a card`);
  return {
    id,
    type: 'card',
    brand: card.brand,
    last4: card.last4,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    billing: { name: billing.name, email: billing.email, address: billing.address },
  };
}

function fieldOf(field: Stripe.Checkout.Session.CustomField): PageCustomField {
  const { dropdown, numeric, text } = field;
  const bounds = numeric ?? text;
  return {
    key: field.key,
    label: field.label.custom ?? '',
    type: field.type as PageCustomField['type'],
    optional: field.optional,
    default_value: (dropdown ?? bounds)?.default_value ?? null,
    minimum_length: bounds?.minimum_length ?? null,
    maximum_length: bounds?.maximum_length ?? null,
    options: dropdown?.options ?? [],
  };
}

/** Returns the payer's next action for an intent, or its error. The page waits for a payer who approves in an app. */
function paymentOf(intent: PaymentIntent | SetupIntent): PagePayment {
  const next = intent.next_action as Stripe.PaymentIntent.NextAction | null;
  const sdk = next?.use_stripe_sdk as { stripe_js?: string } | undefined;
  const inApp = next !== null && (next.type === 'blik_authorize' || (sdk !== undefined && !sdk.stripe_js));
  const error = intent.object === 'setup_intent' ? intent.last_setup_error : intent.last_payment_error;
  return {
    status: intent.status,
    challenge_url: sdk?.stripe_js ?? null,
    redirect_url: inApp ? null : addressIn(next),
    approved_elsewhere: inApp,
    error: error && {
      code: error.code ?? null,
      decline_code: error.decline_code ?? null,
      message: error.message ?? '',
    },
  };
}

/**
 * Returns the redirect of a completed session: to the merchant, via the page of a voucher or bank transfer if there is
 * one.
 */
function nextUrl(session: CheckoutSession, payment: PagePayment | null): string | null {
  const after = afterUrl(session);
  const paysElsewhere = session.status === 'complete' && session.payment_status === 'unpaid';
  return after !== null && paysElsewhere ? (payment?.redirect_url ?? after) : after;
}

/** The fields of a next action with the address of a bank or wallet, or of a voucher, a code or a bank transfer. */
interface Addresses {
  readonly url?: string | null;
  readonly hosted_voucher_url?: string;
  readonly hosted_instructions_url?: string;
}

/** The address of the page where the payer approves the payment or reads how to pay it. */
function addressIn(next: Stripe.PaymentIntent.NextAction | null): string | null {
  const details = next && hashOfType<Addresses>(next);
  return details?.url ?? details?.hosted_voucher_url ?? details?.hosted_instructions_url ?? null;
}
