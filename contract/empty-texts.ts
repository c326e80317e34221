/**
 * Texts that may be sent empty, beyond those that the package types so. An empty text unsets: the field becomes null, or
 * '' where it is never null (`shipping[name]`). The API refuses '' for every other text, as for `product_data[name]`.
 */

const LINES = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'];

function within(hash: string, names: readonly string[]): string[] {
  return names.map((name) => `${hash}.${name}`);
}

const ADDRESS = within('address', LINES);
const SHIPPING = within('shipping', [...ADDRESS, 'carrier', 'name', 'phone', 'tracking_number']);
const BILLING = within('billing_details', ADDRESS);
const METHOD = within('payment_method_data', BILLING);
const OWNER = within('owner', [...ADDRESS, 'email', 'name', 'phone']);
const CARD = [
  'address_city',
  'address_country',
  'address_line1',
  'address_line2',
  'address_state',
  'address_zip',
  'name',
];
const CUSTOMER = [
  'description',
  'email',
  'name',
  'phone',
  ...ADDRESS,
  ...within('shipping', [...ADDRESS, 'name', 'phone']),
  'invoice_settings.footer',
];

/** By operation: the paths of texts that may be empty. */
export const EMPTY_TEXTS: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/accounts': ['business_profile.product_description'],
  'POST /v1/charges': ['description', 'receipt_email', ...SHIPPING],
  'POST /v1/charges/{charge}': ['description', 'receipt_email', ...SHIPPING],
  'POST /v1/charges/{charge}/capture': ['receipt_email'],
  'POST /v1/checkout/sessions': [
    ...within('payment_intent_data', ['description', 'receipt_email', ...SHIPPING]),
    'setup_intent_data.description',
  ],
  'POST /v1/coupons': ['name'],
  'POST /v1/coupons/{coupon}': ['name'],
  'POST /v1/customers': CUSTOMER,
  'POST /v1/customers/{customer}': CUSTOMER,
  'POST /v1/customers/{customer}/balance_transactions': ['description'],
  'POST /v1/customers/{customer}/balance_transactions/{transaction}': ['description'],
  'POST /v1/customers/{customer}/sources/{id}': [...CARD, ...OWNER],
  'POST /v1/payment_intents': ['description', 'receipt_email', ...SHIPPING, ...METHOD],
  'POST /v1/payment_intents/{intent}': ['description', ...SHIPPING, ...METHOD],
  'POST /v1/payment_intents/{intent}/confirm': [...SHIPPING, ...METHOD],
  'POST /v1/payment_intents/{intent}/increment_authorization': ['description'],
  'POST /v1/payment_methods': BILLING,
  'POST /v1/payment_methods/{payment_method}': BILLING,
  'POST /v1/plans': ['nickname'],
  'POST /v1/plans/{plan}': ['nickname'],
  'POST /v1/prices': ['nickname'],
  'POST /v1/prices/{price}': ['nickname'],
  'POST /v1/products': ['description', 'unit_label', 'url'],
  'POST /v1/setup_intents': ['description', ...METHOD],
  'POST /v1/setup_intents/{intent}': ['description', 'payment_method', ...METHOD],
  'POST /v1/setup_intents/{intent}/confirm': METHOD,
  'POST /v1/sources': OWNER,
  'POST /v1/sources/{source}': OWNER,
  'POST /v1/tax_rates': ['description', 'country', 'state'],
  'POST /v1/tax_rates/{tax_rate}': ['description', 'country', 'state'],
  'POST /v1/tokens': within('card', CARD),
};

/** Texts that the package types as ones that may be empty, and that the API refuses to be. */
export const NEVER_EMPTY: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/payment_methods/{payment_method}': ['billing_details.name'],
};
