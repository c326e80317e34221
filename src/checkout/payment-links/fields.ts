import type Stripe from 'stripe';
import { customFields } from '../sessions/custom-fields.ts';
import { invoiceCreation } from '../sessions/invoice-creation.ts';
import type { LinkSettings, PaymentLink } from './type.ts';

/** The fields of a link that show its settings, with the API's defaults. */
export function fieldsOf(settings: LinkSettings, kind: { readonly recurring: boolean }) {
  const { application_fee_amount: fee, application_fee_percent: percent, transfer_data: transfer } = settings;
  return {
    after_completion: afterCompletion(settings.after_completion),
    allow_promotion_codes: settings.allow_promotion_codes ?? false,
    application: null,
    application_fee_amount: fee ?? null,
    application_fee_percent: percent ?? null,
    automatic_tax: automaticTax(settings.automatic_tax),
    billing_address_collection: settings.billing_address_collection ?? 'auto',
    consent_collection: consentCollection(settings.consent_collection),
    custom_fields: customFields(settings.custom_fields).map(withoutValue),
    custom_text: customText(settings.custom_text),
    customer_creation: kind.recurring ? 'always' : (settings.customer_creation ?? 'if_required'),
    invoice_creation: kind.recurring ? null : invoiceCreation(settings.invoice_creation),
    managed_payments: { enabled: settings.managed_payments?.enabled ?? false },
    ...(settings.name_collection && { name_collection: nameCollection(settings.name_collection) }),
    on_behalf_of: settings.on_behalf_of ?? null,
    payment_intent_data: kind.recurring ? null : paymentIntentData(settings.payment_intent_data),
    payment_method_collection: settings.payment_method_collection ?? 'always',
    payment_method_options: methodOptions(settings.payment_method_options),
    payment_method_types: settings.payment_method_types ?? null,
    phone_number_collection: { enabled: settings.phone_number_collection?.enabled ?? false },
    shipping_address_collection: (settings.shipping_address_collection ??
      null) as PaymentLink['shipping_address_collection'],
    submit_type: settings.submit_type ?? 'auto',
    subscription_data: kind.recurring ? subscriptionData(settings.subscription_data) : null,
    tax_id_collection: {
      enabled: settings.tax_id_collection?.enabled ?? false,
      required: settings.tax_id_collection?.required ?? 'never',
    },
    transfer_data: transfer ? { amount: transfer.amount ?? null, destination: transfer.destination } : null,
  } satisfies Partial<PaymentLink>;
}

function afterCompletion(given: LinkSettings['after_completion']): Stripe.PaymentLink.AfterCompletion {
  if (given?.type === 'redirect' && given.redirect) return { redirect: { url: given.redirect.url }, type: 'redirect' };
  const message = given?.hosted_confirmation?.custom_message ?? null;
  return { hosted_confirmation: { custom_message: message }, type: 'hosted_confirmation' };
}

function automaticTax(given: LinkSettings['automatic_tax']): Stripe.PaymentLink.AutomaticTax {
  return given?.enabled ? { enabled: true, liability: { type: 'self' } } : { enabled: false, liability: null };
}

function consentCollection(given: LinkSettings['consent_collection']): Stripe.PaymentLink.ConsentCollection | null {
  if (!given) return null;
  return {
    payment_method_reuse_agreement: given.payment_method_reuse_agreement ?? null,
    promotions: given.promotions ?? null,
    terms_of_service: given.terms_of_service ?? null,
  };
}

/** A link has the fields that its sessions' payers fill in, without their values. */
function withoutValue(field: Stripe.Checkout.Session.CustomField): Stripe.PaymentLink.CustomField {
  const { dropdown, numeric, text, ...rest } = field;
  const bounds = ({ value: _value, ...others }: NonNullable<typeof text>) => others;
  return {
    ...rest,
    ...(dropdown && { dropdown: { default_value: dropdown.default_value, options: dropdown.options } }),
    ...(numeric && { numeric: bounds(numeric) }),
    ...(text && { text: bounds(text) }),
  };
}

function customText(given: LinkSettings['custom_text']): Stripe.PaymentLink.CustomText {
  const text = (value: '' | { message: string } | null | undefined) => (value ? { message: value.message } : null);
  return {
    after_submit: text(given?.after_submit),
    shipping_address: text(given?.shipping_address),
    submit: text(given?.submit),
    terms_of_service_acceptance: text(given?.terms_of_service_acceptance),
  };
}

function nameCollection({ business, individual }: NonNullable<LinkSettings['name_collection']>) {
  const wanted = ({ enabled, optional }: { enabled: boolean; optional?: boolean }) => ({
    enabled,
    optional: optional ?? false,
  });
  return { ...(business && { business: wanted(business) }), ...(individual && { individual: wanted(individual) }) };
}

function paymentIntentData(given: LinkSettings['payment_intent_data']): Stripe.PaymentLink.PaymentIntentData | null {
  if (!given) return null;
  return {
    capture_method: given.capture_method ?? null,
    description: given.description ?? null,
    metadata: (given.metadata ?? {}) as Stripe.Metadata,
    setup_future_usage: given.setup_future_usage ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    transfer_group: given.transfer_group ?? null,
  };
}

function methodOptions(given: LinkSettings['payment_method_options']): Stripe.PaymentLink.PaymentMethodOptions | null {
  const blocked = given?.card?.restrictions?.brands_blocked;
  if (!given) return null;
  return { card: given.card ? { restrictions: blocked ? { brands_blocked: blocked } : null } : null };
}

function subscriptionData(given: LinkSettings['subscription_data']): Stripe.PaymentLink.SubscriptionData {
  const settings = given?.invoice_settings;
  return {
    description: given?.description ?? null,
    invoice_settings: {
      account_tax_ids: settings?.account_tax_ids || null,
      custom_fields: settings?.custom_fields || null,
      description: settings?.description ?? null,
      footer: settings?.footer ?? null,
      issuer: { type: 'self' },
    },
    metadata: (given?.metadata ?? {}) as Stripe.Metadata,
    trial_period_days: given?.trial_period_days ?? null,
    trial_settings: given?.trial_settings ?? null,
  };
}
