import type { Finding } from './examine.ts';

/** Parameters that a call alone does not show an effect of, and why each is right. */
interface Reviewed {
  readonly finding: Exclude<Finding, 'effect' | 'refused'>;
  /** The operations, and the parameters, as far as their names tell them apart. */
  readonly operations?: RegExp;
  readonly parameters: RegExp;
  /** The other effect of the parameter, or that people read it; `story` shows it. */
  readonly reason: string;
  readonly story?: string;
}

const CHECKOUT = /checkout\/sessions|payment_links/;
const INTENTS = /(payment|setup)_intents|confirmation_tokens/;

export const REVIEWED: readonly Reviewed[] = [
  {
    finding: 'nothing',
    operations: /create_preview/,
    parameters: /^invoice_items\[0\]\[price_data\]\[tax_behavior\]$/,
    reason: 'Of a price that is kept nowhere, on an invoice without automatic tax.',
    story: 'stories/billing/invoices-of-subscriptions.test.ts',
  },
  {
    finding: 'nothing',
    operations: /GET \/v1\/billing\/alerts/,
    parameters: /^alert_type$/,
    reason: 'There is one type of alerts.',
  },
  {
    finding: 'kept',
    operations: /billing_portal|billing\/alerts/,
    parameters:
      /^(features|business_profile|login_page|active|default_return_url|locale|return_url|flow_data|title|usage_threshold)/,
    reason: 'What customers see and can do in the portal, and what triggers an alert.',
    story: 'stories/billing/portal.test.ts',
  },
  {
    finding: 'kept',
    operations: /entitlements\/features/,
    parameters: /^active$/,
    reason: 'An archived feature cannot be changed or attached, and its lookup key is free.',
    story: 'stories/billing/entitlements.test.ts',
  },
  {
    finding: 'kept',
    operations: /billing\/(meter|credit_grants)/,
    parameters:
      /^(event_time_window|payload|identifier|category|priority|amount|applicability_config|effective_at|expires_at|(value_settings|customer_mapping)\[event_payload_key\])/,
    reason: 'Decides what of later events counts.',
    story: 'stories/billing/meters.test.ts',
  },
  {
    finding: 'kept',
    operations: /invoice|credit_notes/,
    parameters:
      /^(memo|reason|payment_settings|rendering|rendering_options|currency|effective_at|number|statement_descriptor|on_behalf_of|transfer_data|discountable|issuer)\b|\b(tax_behavior|tax_code)\]$/,
    reason: 'A term of the invoice, which takes effect when it is finalized, paid, discounted or printed.',
    story: 'stories/billing/invoice-terms.test.ts',
  },
  {
    finding: 'kept',
    parameters:
      /metadata\]?\[|\b(description|name|nickname|footer|unit_label|unit_of_measure|images|url|client_reference_id|integration_identifier|individual_name|business_name|account_holder_name|instructions_email|display_name|jurisdiction|reference|cancellation_reason|phone)\b\]?(\[0\])?$/,
    reason: 'Read by people.',
  },
  {
    finding: 'kept',
    parameters:
      /(address|owner)\]?(\[|_)|billing_details|\b(state|country|tax_id|email|account_type|account_holder_type|bank|funding|carrier|tracking_number)\]?$/,
    reason: "Data of a person, an account or a place. A card's checks compare the postal code and the first line.",
    story: 'stories/payments/cards.test.ts',
  },
  {
    finding: 'kept',
    operations: /disputes/,
    parameters: /^evidence/,
    reason: 'Read by the bank that decides the dispute.',
    story: 'stories/charges/disputes.test.ts',
  },
  {
    finding: 'kept',
    parameters: /^amount_details|^payment_details/,
    reason: 'Shown with the payment; the sum is checked where that is asked for.',
    story: 'stories/payments/amount-details.test.ts',
  },
  {
    finding: 'kept',
    operations:
      /payment_intents\/\{intent\}$|setup_intents\/\{intent\}$|setup_intents$|payment_intents$|confirm$|increment_authorization$|tokens$|checkout\/sessions$/,
    parameters:
      /\b(setup_future_usage|capture_method|request_\w+|network|moto|amount|funding_type|expires_after_days|requested_address_types|allow_redirects|confirmation_method|excluded_payment_method_types|attach_to_self|statement_descriptor|statement_descriptor_suffix|receipt_email|transfer_group|return_url|default_for|reference_prefix|target_date|preferred_locale|preferred_language|billing_agreement_id|currency|type|expires_at|confirmation_number|product_description|flow_directions)\]?(\[0\])?$/,
    reason: 'A term of the payment, which takes effect when it is confirmed, settled, shown or found.',
    story: 'stories/payments/captures.test.ts',
  },
  {
    finding: 'kept',
    operations: INTENTS,
    parameters:
      /\[mandate_options\]|mandate_data|financial_connections|\[networks\]\[requested\]|verification|(external|bank)_account_method/,
    reason: 'Shown on the mandate, or the only way that a typed account is linked, verified and debited.',
    story: 'stories/payments/mandate-options.test.ts',
  },
  {
    finding: 'kept',
    operations: CHECKOUT,
    parameters:
      /\[mandate_options\]|financial_connections|verification|(external|bank)_account_method|target_date|preferred_l|reference/,
    reason: "Given to the session's payment.",
    story: 'stories/checkout/checkout-parameters.test.ts',
  },
  {
    finding: 'kept',
    operations: CHECKOUT,
    parameters:
      /^(branding_settings|custom_text|custom_fields|consent_collection|name_collection|phone_number_collection|tax_id_collection|shipping_address_collection|billing_address_collection|submit_type|locale|cancel_url|wallet_options|allow_promotion_codes|after_expiration|saved_payment_method_options|origin_context|customer_creation|line_items|shipping_options|payment_intent_data|setup_intent_data|optional_items)/,
    reason: 'Shown by the page of the session, or given to the payment that it makes.',
    story: 'stories/checkout/checkout-parameters.test.ts',
  },
  {
    finding: 'kept',
    operations: CHECKOUT,
    parameters: /\[restrictions\]/,
    reason: 'Checked when the payer confirms.',
    story: 'stories/checkout/checkout-restrictions.test.ts',
  },
  {
    finding: 'kept',
    operations: CHECKOUT,
    parameters: /^(subscription_data|payment_method_collection)/,
    reason: 'Given to the subscription that a session makes, or decides if its page asks for a payment method.',
    story: 'stories/checkout/checkout-subscriptions.test.ts',
  },
  {
    finding: 'nothing',
    operations: CHECKOUT,
    parameters: /^subscription_data/,
    reason: 'Given to the subscription that the session makes when it completes.',
    story: 'stories/checkout/checkout-subscriptions.test.ts',
  },
  {
    finding: 'kept',
    operations: /quotes/,
    parameters:
      /^(application_fee|collection_method|customer|description|expires_at|footer|header|invoice_settings|on_behalf_of|subscription_data|transfer_data|from_quote|line_items\[0\]\[price_data\])/,
    reason: 'Printed on the quote, or given to what it makes when it is accepted.',
    story: 'stories/checkout/quotes.test.ts',
  },
  {
    finding: 'kept',
    operations: /payment_links/,
    parameters:
      /^(active|after_completion|application_fee_amount|application_fee_percent|invoice_creation|inactive_message|payment_method_types|transfer_data)/,
    reason: 'Decides what a visit of the link opens, or is given to its sessions.',
    story: 'stories/checkout/payment-links.test.ts',
  },
  {
    finding: 'kept',
    operations: /\/tax\//,
    parameters:
      /ip_address\]$|\[quantity\]$|^defaults\[tax_behavior\]|^posted_at|^country_options|^active_from|^expires_at/,
    reason: 'Shown with the calculation, or decides the taxes of later ones.',
    story: 'stories/tax/calculations.test.ts',
  },
  {
    finding: 'kept',
    operations: /customer_sessions/,
    parameters: /^components/,
    reason: 'Shown by the elements of the page that has the session.',
    story: 'stories/customers/customer-sessions.test.ts',
  },
  {
    finding: 'kept',
    operations: /account_sessions/,
    parameters: /^components/,
    reason: 'Decides what the frames of the page that has the session show and do.',
    story: 'stories/connect/account-sessions.test.ts',
  },
  {
    finding: 'kept',
    parameters: /allow_redisplay$|allow_redisplay\]$|networks\]\[preferred|exp_(month|year)\]?$/,
    reason: 'Decides which saved methods a page shows, and on which network a card runs.',
    story: 'suites/nothing-ignored.test.ts',
  },
  {
    finding: 'kept',
    parameters: /radar_options\]?\[session\]$/,
    reason: 'Shown on the charge.',
    story: 'stories/payments/attempt-options.test.ts',
  },
  {
    finding: 'kept',
    operations: /payment_method_domains/,
    parameters: /^enabled$/,
    reason: 'Lists filter by it. Florin shows no wallets, which is what a domain is registered for.',
    story: 'stories/payment-methods/domains.test.ts',
  },
  {
    finding: 'kept',
    operations: /products|prices|plans|coupons|promotion_codes|tax_rates|shipping_rates/,
    parameters:
      /\b(active|tax_behavior|tax_code|tax_type|duration|redeem_by|expires_at|max_redemptions|amount_off|first_time_transaction|preset|currency|shippable|type|statement_descriptor|performance_location|usage_type|interval_count|trial_period_days|lookup_key)\]?$/,
    reason: 'A term of what is sold, which takes effect in a price, a discount, a list or a subscription.',
    story: 'stories/products/amounts.test.ts',
  },
  {
    finding: 'kept',
    operations: /customers/,
    parameters: /^(invoice_|next_invoice_sequence|preferred_locales|tax_exempt|email)/,
    reason: "Printed on the customer's invoices and receipts, or decides their tax.",
    story: 'stories/checkout/checkout-taxes.test.ts',
  },
  {
    finding: 'kept',
    operations: /webhook_endpoints/,
    parameters: /^api_version$/,
    reason: 'The version of the events that are delivered.',
    story: 'stories/events/webhook-endpoints.test.ts',
  },
  {
    finding: 'kept',
    operations: /charges|sources|tokens/,
    parameters:
      /^(receipt_email|transfer_group|statement_descriptor|usage|amount|currency|card\[(currency|address_\w+)\]|bank_account\[currency\])/,
    reason: 'Shown on the object, or taken over by the payment that is made of it.',
    story: 'stories/charges/legacy-charges.test.ts',
  },
  {
    finding: 'kept',
    operations: /\/accounts/,
    parameters:
      /^(account_holder|additional_tos|address|business_profile|business_type|capabilities|company|controller|dob|documents|exp_|first_name|full_name|gender|id_number|individual|last_name|maiden_name|name|nationality|phone|political|registered|relationship|ssn|us_cfpb|verification|(external|bank)_account|country|default_currency|email|groups|settings|tos_acceptance|type)/,
    reason:
      'Describes the account, its business and its settings, from which its requirements and its payments follow.',
    story: 'stories/accounts/accounts.test.ts',
  },
  {
    finding: 'nothing',
    operations: /\/accounts/,
    parameters: /\[delay_days\]$|^payouts_action$|^external_account\[default_for_currency\]$/,
    reason: 'The least delay, the pause and the new external account are the defaults.',
    story: 'stories/accounts/accounts.test.ts',
  },
  {
    finding: 'nothing',
    operations: /GET .*topups/,
    parameters: /^amount\[gte?\]$/,
    reason: 'Every top-up has at least the smallest amount that can be charged.',
    story: 'stories/payouts/payouts.test.ts',
  },
  {
    finding: 'kept',
    operations: /subscription/,
    parameters:
      /^(cancellation_details|default_settings|description|end_behavior|metadata|pause_collection|payment_settings|application_fee_percent|invoice_settings|on_behalf_of|transfer_data|trial_settings|days_until_due|phases)/,
    reason: 'Describes a subscription, or has its effect with a later invoice.',
    story: 'stories/billing/subscriptions.test.ts',
  },
  {
    finding: 'nothing',
    operations: /subscription/,
    parameters:
      /^(current_period_(start|end)\[gte?\]|invoice_now|prorate|proration_behavior|proration_date|payment_behavior|off_session|preserve_cancel_date|clear_usage|items\[0\]\[clear_usage\]|trial_end)$/,
    reason: 'Of what is charged or credited, which a call without other parameters does not change.',
    story: 'stories/billing/subscriptions.test.ts',
  },
  {
    finding: 'nothing',
    operations: /create_preview/,
    parameters:
      /^(currency|preview_mode|subscription_details\[(billing_cycle_anchor|billing_mode|items|proration_behavior|start_date|trial_end)\])/,
    reason: 'Of the preview of a new subscription, or of one with changes.',
    story: 'stories/billing/subscriptions.test.ts',
  },
  {
    finding: 'kept',
    operations: /test_clocks/,
    parameters: /^name$/,
    reason: 'Describes the clock.',
    story: 'stories/test-clocks/test-clocks.test.ts',
  },
  {
    finding: 'kept',
    operations: /transfers|payouts|topups|application_fees/,
    parameters: /^(description|source_type|statement_descriptor|transfer_group|metadata)/,
    reason: 'Describes a movement of money, on the object itself or on a bank statement.',
    story: 'stories/transfers/transfers.test.ts',
  },
  {
    finding: 'kept',
    operations: /charges|payment_intents/,
    parameters: /^(on_behalf_of|application_fee_amount|transfer_data|destination)/,
    reason: 'Shared when the payment is settled, which an uncaptured one is not yet.',
    story: 'stories/transfers/direct.test.ts',
  },
  {
    finding: 'nothing',
    parameters: /^(source|card|bank_account)\[object\]$|^type$|shipping_rate_data\]\[type\]$/,
    reason: 'Has a single value, which is the default.',
  },
  {
    finding: 'nothing',
    operations: /source_transactions|payment_method_configurations/,
    parameters: /^(limit|starting_after|ending_before)$/,
    reason: 'A card as a source has no transactions, and an account has one configuration.',
  },
  {
    finding: 'nothing',
    operations: /POST \/v1\/confirmation_tokens/,
    parameters: /^client_context$/,
    reason: 'Describes the form of the page; a confirmation takes what the payment says.',
    story: 'stories/payment-methods/confirmation-tokens.test.ts',
  },
  {
    finding: 'nothing',
    operations: INTENTS,
    parameters: /tos_shown_and_accepted|\[networks\]\[requested\]/,
    reason: "A declaration of the merchant's, and the only network that there is; neither is shown.",
  },
  {
    finding: 'nothing',
    operations: /POST \/v1\/confirmation_tokens/,
    parameters: /^customer_session_client_secret$/,
    reason: 'Lets a page use the saved payment methods of its customer; a server may use all.',
    story: 'stories/payments/page-attacks.test.ts',
  },
  {
    finding: 'nothing',
    operations: /elements\/sessions/,
    parameters: /^locale$/,
    reason: 'Sent by the browser library, whose elements load the texts of their language themselves.',
    story: 'stories/web/texts.test.ts',
  },
  {
    finding: 'kept',
    operations: /elements\/sessions/,
    parameters: /setup_future_usage/,
    reason: 'Tells the form to ask for consent to save the method.',
    story: 'stories/payment-methods/confirmation-tokens.test.ts',
  },
  {
    finding: 'unreached',
    operations: /\/accounts/,
    parameters: /^external_account\[(currency|token)\]$/,
    reason: 'Of a debit card, which is paid out to in its currency.',
    story: 'stories/accounts/verification.test.ts',
  },
  {
    finding: 'unreached',
    parameters: /\[tiers\]|custom_fields\[0\]\[optional\]/,
    reason: 'Needs several other parameters.',
    story: 'stories/products/prices.test.ts',
  },
];

export function isReviewed(finding: Finding, operation: string, parameter: string): boolean {
  return REVIEWED.some(
    (one) => one.finding === finding && (one.operations?.test(operation) ?? true) && one.parameters.test(parameter),
  );
}
