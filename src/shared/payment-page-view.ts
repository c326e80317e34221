import type { MethodSpec } from './method-spec.ts';

/**
 * The responses and requests of `/v1/payment_pages/{session}` and the calls below it. The checkout page in
 * `web/checkout/` is written against these types. Amounts are in the smallest unit of the currency.
 */

/** A postal address as the API writes it. */
export interface PageAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
}

export interface PageLine {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly image: string | null;
  readonly images: readonly string[];
  /** The name of one unit. */
  readonly unit_label: string | null;
  readonly quantity: number;
  /** The price of one unit; null if tiers or packages make it depend on the quantity. */
  readonly unit_amount: number | null;
  /** The price of one unit with fractions, as the price has it. */
  readonly unit_amount_decimal: string | null;
  /** The size of the package that the price is for. */
  readonly transform_quantity: { readonly divide_by: number; readonly round: 'down' | 'up' } | null;
  readonly amount_subtotal: number;
  readonly amount_discount: number;
  readonly amount_total: number;
  readonly taxes: readonly PageTax[];
  /** The price's id. */
  readonly price: string;
  /** The billing period; null for one-time prices. */
  readonly recurring: {
    readonly interval: 'day' | 'month' | 'week' | 'year';
    readonly interval_count: number;
    readonly usage_type: 'licensed' | 'metered';
  } | null;
  /** Null if the customer cannot change the quantity. */
  readonly adjustable_quantity: { readonly minimum: number; readonly maximum: number } | null;
  /** True if the customer added it and may remove it. */
  readonly optional: boolean;
}

/** An item that the customer may add to the order. */
export interface PageOptionalItem
  extends Omit<PageLine, 'id' | 'amount_subtotal' | 'amount_discount' | 'amount_total' | 'taxes' | 'optional'> {
  /** The price's id, which adds the item. */
  readonly price: string;
  /** The quantity that is added, and its amount before discounts and taxes. */
  readonly quantity: number;
  readonly amount: number;
  readonly selected: boolean;
}

export interface PageTax {
  readonly display_name: string;
  readonly percentage: number;
  readonly inclusive: boolean;
  readonly amount: number;
}

export interface PageTotals {
  readonly subtotal: number;
  readonly discount: number;
  /** Null if nothing is shipped. */
  readonly shipping: number | null;
  readonly tax: number;
  readonly taxes: readonly PageTax[];
  readonly total: number;
}

/** The amount of each period once a trial is over, before discounts. */
export interface PageTrial {
  /** Seconds since epoch. */
  readonly ends_at: number;
  readonly amount: number;
  readonly recurring: NonNullable<PageLine['recurring']>;
}

export interface PageDiscount {
  /** The promotion code; null for a discount that the merchant applied. */
  readonly code: string | null;
  readonly name: string;
  readonly percent_off: number | null;
}

export interface PageShippingOption {
  readonly shipping_rate: string;
  readonly display_name: string;
  readonly amount: number;
  /** In units of the API (for example, `{ minimum: { unit: 'business_day', value: 3 } }`). */
  readonly delivery_estimate: {
    readonly minimum: { readonly unit: string; readonly value: number } | null;
    readonly maximum: { readonly unit: string; readonly value: number } | null;
  } | null;
}

/** A saved card, with the details that the customer may see. */
export interface PageSavedMethod {
  readonly id: string;
  readonly type: 'card';
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly billing: {
    readonly name: string | null;
    readonly email: string | null;
    readonly address: PageAddress | null;
  };
}

export interface PageCustomField {
  readonly key: string;
  readonly label: string;
  readonly type: 'dropdown' | 'numeric' | 'text';
  readonly optional: boolean;
  readonly default_value: string | null;
  readonly minimum_length: number | null;
  readonly maximum_length: number | null;
  /** The options of a dropdown. */
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** The branding of the account, overridden by the session. */
export interface PageBranding {
  readonly display_name: string;
  readonly background_color: string;
  readonly button_color: string;
  readonly border_style: 'pill' | 'rectangular' | 'rounded';
  readonly font_family: string;
  /** URLs of images. */
  readonly icon: string | null;
  readonly logo: string | null;
}

/** The state of the session's payment: the customer's next action, or the result. */
export interface PagePayment {
  /** The status of the PaymentIntent or SetupIntent. */
  readonly status: string;
  /** The bank's challenge to show over the page. */
  readonly challenge_url: string | null;
  /** The page where the customer approves the payment. */
  readonly redirect_url: string | null;
  /** True if the customer approves the payment in an app, while the page waits. */
  readonly approved_elsewhere: boolean;
  /** The last attempt's refusal, in words for the payer. */
  readonly error: {
    readonly code: string | null;
    readonly decline_code: string | null;
    readonly message: string;
  } | null;
}

export interface PaymentPage {
  readonly object: 'payment_page';
  readonly id: string;
  /** The same, for the Stripe CLI. */
  readonly session_id: string;
  readonly mode: 'payment' | 'setup' | 'subscription';
  readonly ui_mode: 'hosted_page' | 'embedded_page' | 'elements';
  readonly status: 'open' | 'complete' | 'expired';
  readonly payment_status: 'paid' | 'unpaid' | 'no_payment_required';
  readonly livemode: boolean;
  readonly locale: string;
  /** Seconds since epoch. */
  readonly expires_at: number;
  readonly currency: string | null;
  readonly merchant: { readonly country: string; readonly branding: PageBranding };
  readonly submit_type: 'auto' | 'book' | 'donate' | 'pay' | 'subscribe';

  readonly lines: readonly PageLine[];
  readonly optional_items: readonly PageOptionalItem[];
  readonly totals: PageTotals;
  readonly discounts: readonly PageDiscount[];
  readonly allow_promotion_codes: boolean;

  readonly email: { readonly value: string | null; readonly editable: boolean };
  readonly name: string | null;
  readonly phone: { readonly required: boolean; readonly value: string | null };
  readonly billing_address_collection: 'auto' | 'required';
  /** Null when no address is asked for. */
  readonly shipping_address_collection: { readonly allowed_countries: readonly string[] } | null;
  readonly shipping: { readonly name: string; readonly address: PageAddress } | null;
  /** True if only the merchant's server may set the shipping address. */
  readonly shipping_by_server: boolean;
  /** Names to collect besides the card's; null if none. */
  readonly name_collection: {
    readonly business: { readonly optional: boolean } | null;
    readonly individual: { readonly optional: boolean } | null;
  };
  /** Null when no tax ID is asked for; `required` where the payer's country has any. */
  readonly tax_id_collection: { readonly required: boolean } | null;
  /** The tax ID of the customer's business. */
  readonly tax_id: { readonly type: string; readonly value: string } | null;
  readonly business_name: string | null;
  /** Automatic tax needs the billing address; without it, totals have no taxes. */
  readonly automatic_tax: {
    readonly enabled: boolean;
    readonly status: 'complete' | 'failed' | 'requires_location_inputs' | null;
  };
  readonly shipping_options: readonly PageShippingOption[];
  readonly shipping_rate: string | null;
  readonly custom_fields: readonly PageCustomField[];
  /** In a little Markdown, as the merchant wrote it. */
  readonly custom_text: {
    readonly submit: string | null;
    readonly shipping_address: string | null;
    readonly terms_of_service_acceptance: string | null;
    readonly after_submit: string | null;
  };
  readonly consent_collection: { readonly terms_of_service: boolean; readonly promotions: boolean };

  /** The types that fit, in the order to show them. */
  readonly payment_method_types: readonly string[];
  /** The facts of these types that forms need, in the same order. */
  readonly payment_method_specs: readonly MethodSpec[];
  readonly saved_payment_methods: readonly PageSavedMethod[];
  /** The preselected saved card, with its owner's email, name and address; null if none. */
  readonly prefilled_payment_method: string | null;
  /** True if the customer may remove saved cards, and may choose to save this one. */
  readonly may_remove: boolean;
  readonly offers_to_save: boolean;
  /** True if the payment method will be charged later, which the page has to mention. */
  readonly saves_for_later: boolean;
  /** False when there is nothing to pay and nothing to save. */
  readonly needs_payment_method: boolean;

  /** Null if there is no trial, or only usage is billed after it. */
  readonly trial: PageTrial | null;
  readonly payment: PagePayment | null;
  /**
   * The address after completion: the merchant's, or the payment details of a voucher first; null if the page stays
   * (`redirect_on_completion`).
   */
  readonly after_url: string | null;
  /** The merchant's message on the page's own confirmation, in a little Markdown; null for the usual one. */
  readonly confirmation_message: string | null;
  readonly redirect_on_completion: 'always' | 'if_required' | 'never';
  /** The address of the back link; null if there is none. */
  readonly cancel_url: string | null;
  /** URL that recovers an expired session; null without one. */
  readonly recovery_url: string | null;
}

/** POST /v1/payment_pages/{session}: changes a session. Only the given fields change. */
export interface PageChange {
  readonly email?: string;
  /** The code; an empty string removes the discount. */
  readonly promotion_code?: string;
  readonly line_items?: readonly { readonly id: string; readonly quantity: number }[];
  readonly optional_items?: readonly { readonly price: string; readonly selected: boolean }[];
  /** The tax ID of the customer's business, together with its name; an empty string removes both. */
  readonly tax_id?: { readonly type: string; readonly value: string } | '';
  readonly business_name?: string;
  readonly shipping_rate?: string;
  readonly shipping?: { readonly name: string; readonly address: Partial<PageAddress> };
  /** The address for automatic tax if nothing is shipped; at least the country. */
  readonly billing_address?: Partial<PageAddress>;
}

/** Parameters without a type of their own. */
export interface PageParams {
  readonly [name: string]: string | number | boolean | null | undefined | PageParams;
}

/** POST /v1/payment_pages/{session}/confirm: confirms the session. */
export interface PageConfirmation {
  /** A saved or otherwise created payment method. Alternatively, `payment_method_data` creates one. */
  readonly payment_method?: string;
  readonly payment_method_data?: PageParams;
  /** The customer's entries that belong to this payment only, by the payment method's type. */
  readonly payment_method_options?: PageParams;
  /** The total that the customer saw. The confirmation is refused if it has changed. */
  readonly expected_amount?: number;
  readonly email?: string;
  readonly name?: string;
  readonly phone?: string;
  /** If `name_collection` requires them. */
  readonly business_name?: string;
  readonly individual_name?: string;
  /** The tax ID of a business, together with its name; an empty string removes both. */
  readonly tax_id?: { readonly type: string; readonly value: string } | '';
  readonly shipping?: { readonly name: string; readonly address: Partial<PageAddress> };
  readonly custom_fields?: readonly { readonly key: string; readonly value: string }[];
  readonly consent?: { readonly terms_of_service?: 'accepted'; readonly promotions?: 'opt_in' | 'opt_out' };
  /** Replaces the session's `return_url`; for merchants' own pages. */
  readonly return_url?: string;
  /** True if the customer allows the merchant to show this payment method again. */
  readonly save_payment_method?: boolean;
}
