import type { MethodSpec } from './method-spec.ts';

/**
 * What a checkout page is told, and what it says back: the bodies of `/v1/payment_pages/{session}` and the calls below
 * it. The page in `web/checkout/` is written against these types. Amounts are in the smallest unit of the currency.
 */

/** A postal address as the API writes it. */
export type PageAddress = {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
};

export interface PageLine {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly image: string | null;
  readonly images: readonly string[];
  /** What one is called. */
  readonly unit_label: string | null;
  readonly quantity: number;
  /** The price of one; null where tiers or packages make it depend on the quantity. */
  readonly unit_amount: number | null;
  /** The same with fractions, as the price has it. */
  readonly unit_amount_decimal: string | null;
  /** How many make the package that is paid for. */
  readonly transform_quantity: { readonly divide_by: number; readonly round: 'down' | 'up' } | null;
  readonly amount_subtotal: number;
  readonly amount_discount: number;
  readonly amount_total: number;
  readonly taxes: readonly PageTax[];
  /** The id of its price. */
  readonly price: string;
  /** How often it is paid; null when once. */
  readonly recurring: {
    readonly interval: 'day' | 'month' | 'week' | 'year';
    readonly interval_count: number;
    readonly usage_type: 'licensed' | 'metered';
  } | null;
  /** Null when the payer cannot change the quantity. */
  readonly adjustable_quantity: { readonly minimum: number; readonly maximum: number } | null;
  /** Whether the payer added it themselves, and may take it away again. */
  readonly optional: boolean;
}

/** What the payer may add to the order. */
export interface PageOptionalItem
  extends Omit<PageLine, 'id' | 'amount_subtotal' | 'amount_discount' | 'amount_total' | 'taxes' | 'optional'> {
  /** The id of its price, by which it is added. */
  readonly price: string;
  /** How many are added at once, and what they cost together before discounts and taxes. */
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
  /** Null when nothing is shipped. */
  readonly shipping: number | null;
  readonly tax: number;
  readonly taxes: readonly PageTax[];
  readonly total: number;
}

export interface PageDiscount {
  /** What the payer typed; null for a discount that the merchant gave. */
  readonly code: string | null;
  readonly name: string;
  readonly percent_off: number | null;
}

export interface PageShippingOption {
  readonly shipping_rate: string;
  readonly display_name: string;
  readonly amount: number;
  /** In words of the API's units, as `{ minimum: { unit: 'business_day', value: 3 }, … }`. */
  readonly delivery_estimate: {
    readonly minimum: { readonly unit: string; readonly value: number } | null;
    readonly maximum: { readonly unit: string; readonly value: number } | null;
  } | null;
}

/** A card that the customer saved, as the payer may see it. */
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
  /** Of a dropdown. */
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** How the page looks: the account's branding, with what the session says of its own. */
export interface PageBranding {
  readonly display_name: string;
  readonly background_color: string;
  readonly button_color: string;
  readonly border_style: 'pill' | 'rectangular' | 'rounded';
  readonly font_family: string;
  /** Addresses of images. */
  readonly icon: string | null;
  readonly logo: string | null;
}

/** What the payer has to do, or what came of it. */
export interface PagePayment {
  /** As the PaymentIntent or SetupIntent says it. */
  readonly status: string;
  /** The bank's challenge to show over the page. */
  readonly challenge_url: string | null;
  /** Where the payer goes to approve. */
  readonly redirect_url: string | null;
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
  /** The same: what the Stripe CLI looks for. */
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
  /** Whether only the merchant's server may say where it is shipped to. */
  readonly shipping_by_server: boolean;
  /** Names that are asked for besides the card's; null when not asked for. */
  readonly name_collection: {
    readonly business: { readonly optional: boolean } | null;
    readonly individual: { readonly optional: boolean } | null;
  };
  /** Null when no tax ID is asked for; `required` where the payer's country has any. */
  readonly tax_id_collection: { readonly required: boolean } | null;
  /** What was told of the payer's business. */
  readonly tax_id: { readonly type: string; readonly value: string } | null;
  readonly business_name: string | null;
  /** With automatic tax the totals follow the billing address; until it is told, they are without taxes. */
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
  /** The saved card to begin with; its owner's e-mail, name and address go with it. Null when nothing is filled in. */
  readonly prefilled_payment_method: string | null;
  /** Whether the payer may remove saved cards, and is asked whether to save this one. */
  readonly may_remove: boolean;
  readonly offers_to_save: boolean;
  /** Whether the payment method will be charged later, so that the payer is told. */
  readonly saves_for_later: boolean;
  /** False when there is nothing to pay and nothing to save. */
  readonly needs_payment_method: boolean;

  readonly payment: PagePayment | null;
  /**
   * Where the page goes when it is complete: to the merchant, over the voucher to pay by where there is one; null when it
   * stays (`redirect_on_completion`).
   */
  readonly after_url: string | null;
  readonly redirect_on_completion: 'always' | 'if_required' | 'never';
  /** Where "back" leads; null when there is no way back. */
  readonly cancel_url: string | null;
  /** A session that goes on where an expired one ended; null when there is none. */
  readonly recovery_url: string | null;
}

/** POST /v1/payment_pages/{session}: what the payer changed. Only what is given changes. */
export type PageChange = {
  readonly email?: string;
  /** The code; an empty one takes the discount away. */
  readonly promotion_code?: string;
  readonly line_items?: readonly { readonly id: string; readonly quantity: number }[];
  readonly optional_items?: readonly { readonly price: string; readonly selected: boolean }[];
  /** The tax ID of the payer's business, with its name; an empty one takes both away. */
  readonly tax_id?: { readonly type: string; readonly value: string } | '';
  readonly business_name?: string;
  readonly shipping_rate?: string;
  readonly shipping?: { readonly name: string; readonly address: Partial<PageAddress> };
  /** Where automatic tax is worked out for, if nothing is shipped: at least the country. */
  readonly billing_address?: Partial<PageAddress>;
};

/** Parameters without a type of their own. */
export type PageParams = { readonly [name: string]: string | number | boolean | null | undefined | PageParams };

/** POST /v1/payment_pages/{session}/confirm: the payer pays. */
export type PageConfirmation = {
  /** One that is saved, or any that was made. Otherwise `payment_method_data` says how a new one is made. */
  readonly payment_method?: string;
  readonly payment_method_data?: PageParams;
  /** What the payer saw that they pay. Refused when it is no longer what is asked for. */
  readonly expected_amount?: number;
  readonly email?: string;
  readonly name?: string;
  readonly phone?: string;
  /** Where `name_collection` asks for them. */
  readonly business_name?: string;
  readonly individual_name?: string;
  /** The tax ID of a business, whose name goes with it; an empty one is none, whatever was told before. */
  readonly tax_id?: { readonly type: string; readonly value: string } | '';
  readonly shipping?: { readonly name: string; readonly address: Partial<PageAddress> };
  readonly custom_fields?: readonly { readonly key: string; readonly value: string }[];
  readonly consent?: { readonly terms_of_service?: 'accepted'; readonly promotions?: 'opt_in' | 'opt_out' };
  /** Where the payer goes afterwards, in the place of the session's own `return_url`. Of merchants' own pages. */
  readonly return_url?: string;
  /** The payer lets the merchant show this method again. */
  readonly save_payment_method?: boolean;
};
