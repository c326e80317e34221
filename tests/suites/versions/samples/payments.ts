import type { JsonObject } from '../../../../src/kernel/version-change.ts';
import { paymentMethod } from './payment-methods.ts';
import { created } from './shared.ts';

export function paymentIntent(): JsonObject {
  return {
    id: 'pi_1',
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: 2000,
    amount_capturable: 0,
    amount_details: {
      discount_amount: 0,
      error: { code: null, message: null },
      shipping: { amount: null, from_postal_code: null, to_postal_code: null },
      tax: { total_tax_amount: null },
      tip: {},
    },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: 'pi_1_secret_2',
    confirmation_method: 'automatic',
    created,
    currency: 'usd',
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    hooks: { inputs: { tax: { calculation: 'taxcalc_1' } } },
    last_payment_error: declined({ charge: 'ch_1' }),
    latest_charge: 'ch_1',
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_details: { customer_reference: null, order_reference: null },
    payment_method: null,
    payment_method_configuration_details: { id: 'pmc_1', parent: null },
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_extended_authorization: 'never',
        request_incremental_authorization: 'never',
        request_multicapture: 'never',
        request_overcapture: 'never',
        request_three_d_secure: 'automatic',
        require_cvc_recollection: true,
        setup_credential_usage: 'recurring',
        stored_credential_usage: 'recurring',
      },
    },
    payment_method_types: ['card'],
    payment_record: null,
    presentment_details: { presentment_amount: 2000, presentment_currency: 'usd' },
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

export function declined(more: JsonObject = {}): JsonObject {
  return {
    advice_code: 'try_again_later',
    code: 'card_declined',
    decline_code: 'generic_decline',
    doc_url: 'https://docs.stripe.com/error-codes#card-declined',
    message: 'Your card was declined.',
    network_advice_code: '01',
    network_decline_code: '01',
    payment_method: paymentMethod(),
    type: 'card_error',
    ...more,
  };
}

export function refund(): JsonObject {
  return {
    id: 're_1',
    object: 'refund',
    amount: 5000,
    balance_transaction: 'txn_2',
    charge: 'ch_1',
    created,
    currency: 'usd',
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: {},
    payment_intent: 'pi_1',
    payment_method: 'pm_1',
    pending_reason: 'processing',
    presentment_details: { presentment_amount: 5000, presentment_currency: 'usd' },
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

export function dispute(): JsonObject {
  const text = ['access_activity_log', 'cancellation_policy_disclosure', 'cancellation_rebuttal'];
  text.push('customer_email_address', 'customer_name', 'customer_purchase_ip', 'duplicate_charge_explanation');
  text.push('duplicate_charge_id', 'product_description', 'refund_policy_disclosure', 'refund_refusal_explanation');
  text.push('service_date', 'shipping_address', 'shipping_carrier', 'shipping_date', 'shipping_tracking_number');
  text.push('billing_address', 'uncategorized_text');
  const files = ['cancellation_policy', 'customer_communication', 'customer_signature', 'refund_policy', 'receipt'];
  files.push('duplicate_charge_documentation', 'service_documentation', 'shipping_documentation', 'uncategorized_file');
  return {
    id: 'dp_1',
    object: 'dispute',
    amount: 5000,
    balance_transaction: null,
    balance_transactions: [],
    charge: 'ch_1',
    created,
    currency: 'usd',
    enhanced_eligibility_types: ['mastercard_compliance'],
    evidence: {
      ...Object.fromEntries([...text, ...files].map((name) => [name, null])),
      appeal: null,
      enhanced_evidence: { mastercard_compliance: { fee_acknowledged: true } },
    },
    evidence_details: {
      due_by: created,
      enhanced_eligibility: { mastercard_compliance: { status: 'fee_acknowledged' } },
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: 'pi_1',
    payment_method_details: {
      card: { brand: 'mastercard', case_type: 'chargeback', network: 'mastercard', network_reason_code: '4853' },
      type: 'card',
    },
    reason: 'fraudulent',
    status: 'appeal_under_review',
  };
}
