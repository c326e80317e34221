import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { BANK_OPTIONS_NOT_YET, optionsNotYet } from '../../methods/options-not-yet.ts';
import { checkTexts } from './texts.ts';
import type { SessionParams } from './type.ts';

type Params = SessionParams;

/** Unsupported parts of Checkout. The last ones may be sent if disabled. */
export const NOT_YET = [
  'ui_mode=form',
  ...BANK_OPTIONS_NOT_YET,
  'payment_method_options[card][statement_descriptor_suffix_kana]',
  'payment_method_options[card][statement_descriptor_suffix_kanji]',
  'payment_method_options[klarna][subscriptions]',
  'payment_method_options[paypal][preferred_locale]',
  'payment_method_options[paypal][risk_correlation_id]',
  'payment_method_options[pix][amount_includes_iof]=always',
  'payment_method_options[wechat_pay][app_id]',
  'payment_method_options[wechat_pay][client]=android',
  'payment_method_options[wechat_pay][client]=ios',
  ...optionsNotYet('checkout'),
  'customer_account',
  'payment_method_data[card]',
  'subscription_data[billing_cycle_anchor]',
  'subscription_data[billing_cycle_anchor_config]',
  'subscription_data[proration_behavior]',
  'subscription_data[pending_invoice_item_interval]',
  'subscription_data[billing_mode][flexible][proration_discounts]=itemized',
  'subscription_data[invoice_settings][issuer][type]=account',
  { given: 'adaptive_pricing[enabled]', param: 'adaptive_pricing' },
  { given: 'automatic_tax[liability][type]=account', param: 'automatic_tax[liability]' },
  'invoice_creation[invoice_data][account_tax_ids]',
  'invoice_creation[invoice_data][issuer][type]=account',
  'invoice_creation[invoice_data][rendering_options][template]',
  { given: 'managed_payments[enabled]', param: 'managed_payments' },
] as const;

/** Parameters of Florin-hosted pages; rejected with `ui_mode: elements`. */
const PAGES_ONLY = [
  'after_expiration',
  'branding_settings',
  'cancel_url',
  'custom_fields',
  'custom_text',
  'optional_items',
  'origin_context',
  'submit_type',
] as const;

const ORDERS = ['payment', 'subscription'];
const PAYMENT = ['payment'];

/** The modes of parameters that not every mode has. */
const MODES: Readonly<Partial<Record<keyof Params, readonly string[]>>> = {
  after_expiration: ORDERS,
  allow_promotion_codes: ORDERS,
  automatic_tax: ORDERS,
  customer_creation: ['payment', 'setup'],
  discounts: ORDERS,
  invoice_creation: PAYMENT,
  line_items: ORDERS,
  optional_items: ORDERS,
  payment_intent_data: PAYMENT,
  phone_number_collection: ORDERS,
  setup_intent_data: ['setup'],
  shipping_address_collection: ORDERS,
  shipping_options: PAYMENT,
  submit_type: ORDERS,
  subscription_data: ['subscription'],
  tax_id_collection: ORDERS,
};

/** Rejects parameters that exclude each other. */
export function checkFitting(params: Params, mode: string, uiMode: string): void {
  checkTexts(params);
  checkMode(params, mode);
  checkAddresses(params, uiMode);
  checkCustomer(params, mode);
  checkDiscounts(params);
  checkTaxes(params);
  checkTaxIds(params, uiMode);
}

function checkMode(params: Params, mode: string): void {
  for (const [name, modes] of Object.entries(MODES)) {
    if (modes.includes(mode) || params[name as keyof Params] === undefined) continue;
    throw invalidRequest(`You can not pass \`${name}\` in \`${mode}\` mode.`, { param: name });
  }
  const { submit_type: type } = params;
  if (type === 'subscribe' && mode !== 'subscription') {
    throw invalidRequest('`submit_type: subscribe` can only be used in `subscription` mode.', { param: 'submit_type' });
  }
  if (type !== undefined && !['auto', 'subscribe'].includes(type) && mode === 'subscription') {
    throw invalidRequest(`\`submit_type: ${type}\` can not be used in \`subscription\` mode.`, {
      param: 'submit_type',
    });
  }
  if (mode !== 'setup' && !params.line_items?.length) throw parameterMissing('line_items');
  if (mode === 'setup' && params.currency === undefined && params.payment_method_types === undefined) {
    throw invalidRequest('In `setup` mode, either `currency` or `payment_method_types` is required.', {
      code: 'parameter_missing',
      param: 'currency',
    });
  }
  if (params.payment_method_collection !== undefined && mode !== 'subscription') {
    throw invalidRequest('You can only set `payment_method_collection` if there are recurring prices.', {
      param: 'payment_method_collection',
    });
  }
}

/** Which of the addresses that payers are sent to each kind of page has. */
function checkAddresses(params: Params, uiMode: string): void {
  const refuse = (name: string, message: string) => invalidRequest(message, { param: name });
  if (uiMode === 'hosted_page') {
    for (const name of ['return_url', 'redirect_on_completion'] as const) {
      if (params[name] !== undefined)
        throw refuse(name, `\`${name}\` can only be used with \`ui_mode\` \`embedded_page\` or \`elements\`.`);
    }
    if (params.success_url === undefined) throw parameterMissing('success_url');
  } else {
    for (const name of ['success_url', 'cancel_url'] as const) {
      if (params[name] !== undefined)
        throw refuse(name, `\`${name}\` is not supported with \`ui_mode: ${uiMode}\`. Use \`return_url\` instead.`);
    }
    if (params.redirect_on_completion === 'never') {
      if (params.return_url !== undefined)
        throw refuse('return_url', 'You cannot set `return_url` if `redirect_on_completion` is `never`.');
    } else if (uiMode === 'embedded_page' && params.return_url === undefined) throw parameterMissing('return_url');
  }
  if (params.permissions && uiMode !== 'elements') {
    throw refuse('permissions', '`permissions` can only be used with `ui_mode: elements`.');
  }
  if (uiMode === 'elements') {
    const name = PAGES_ONLY.find((one) => params[one] !== undefined);
    if (name !== undefined) throw refuse(name, `\`${name}\` is not supported with \`ui_mode: elements\`.`);
  }
}

function checkCustomer(params: Params, mode: string): void {
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: customer, customer_email.');
  }
  if (params.customer !== undefined && params.customer_creation !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: customer, customer_creation.');
  }
  if (params.customer === undefined && params.customer_update !== undefined) {
    throw invalidRequest('`customer_update` can only be used with `customer`.', { param: 'customer_update' });
  }
  if (mode === 'setup' && params.customer_update !== undefined) {
    throw invalidRequest('You can not pass `customer_update` in `setup` mode.', { param: 'customer_update' });
  }
  const saving = params.saved_payment_method_options;
  if (
    saving?.payment_method_save !== undefined &&
    params.customer === undefined &&
    params.customer_creation !== 'always'
  ) {
    throw invalidRequest('`saved_payment_method_options[payment_method_save]` can only be used with `customer`.', {
      param: 'saved_payment_method_options[payment_method_save]',
    });
  }
}

function checkDiscounts(params: Params): void {
  if (!params.discounts) return;
  if (params.allow_promotion_codes !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  }
  if (params.discounts.length > 1) {
    throw invalidRequest('You can apply at most one discount to a Checkout Session.', { param: 'discounts' });
  }
}

/** Taxes are set per line or calculated from the payer's location, not both. */
function checkTaxes({ automatic_tax: automatic, line_items: items = [] }: Params): void {
  if (!automatic?.enabled) return;
  const place = items.findIndex((item) => item.tax_rates?.length);
  if (place < 0) return;
  throw invalidRequest('You cannot specify `tax_rates` when `automatic_tax[enabled]` is `true`.', {
    param: `line_items[${place}][tax_rates]`,
  });
}

/** A tax ID comes with a business name, which becomes the customer's name. */
function checkTaxIds({ tax_id_collection: asked, customer, customer_update: update }: Params, uiMode: string): void {
  if (asked?.required !== undefined && uiMode === 'elements') {
    throw invalidRequest('`tax_id_collection[required]` is not supported with `ui_mode: elements`.', {
      param: 'tax_id_collection[required]',
    });
  }
  if (!asked?.enabled || customer === undefined || update?.name === 'auto') return;
  throw invalidRequest(
    "Collecting a tax ID updates the customer's name with the name of the business. Set `customer_update[name]` to `auto` to allow this.",
    { param: 'customer_update[name]' },
  );
}
