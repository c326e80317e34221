import type { JsonObject } from '../../../../src/kernel/version-change.ts';
import { address, checks, created } from './shared.ts';

export function paymentMethod(): JsonObject {
  return {
    id: 'pm_1',
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: { ...address }, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: 'visa',
      checks: { ...checks },
      country: 'US',
      display_brand: 'visa',
      exp_month: 12,
      exp_year: 2040,
      fingerprint: 'abc',
      funding: 'credit',
      generated_from: null,
      last4: '4242',
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}

export function card(): JsonObject {
  return {
    id: 'card_1',
    object: 'card',
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: null,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: null,
    allow_redisplay: 'unspecified',
    brand: 'Visa',
    country: 'US',
    customer: 'cus_1',
    cvc_check: 'pass',
    dynamic_last4: null,
    email: null,
    exp_month: 12,
    exp_year: 2040,
    fingerprint: 'abc',
    funding: 'credit',
    last4: '4242',
    metadata: {},
    name: null,
    phone: null,
    regulated_status: 'unregulated',
    tokenization_method: null,
    wallet: null,
  };
}

export function token(): JsonObject {
  const { customer: _, email: _email, phone: _phone, ...rest } = card();
  return {
    id: 'tok_1',
    object: 'token',
    card: { ...rest, networks: { preferred: null } },
    client_ip: null,
    created,
    livemode: false,
    type: 'card',
    used: false,
  };
}

export function confirmationToken(): JsonObject {
  const {
    id: _,
    object: _object,
    created: _created,
    livemode: _livemode,
    metadata: _metadata,
    ...preview
  } = paymentMethod();
  return {
    id: 'ctoken_1',
    object: 'confirmation_token',
    created,
    expires_at: null,
    livemode: false,
    mandate_data: null,
    metadata: {},
    payment_intent: null,
    payment_method_options: {
      card: { cvc_token: null, installments: { plan: { count: 3, interval: 'month', type: 'fixed_count' } } },
    },
    payment_method_preview: preview,
    return_url: null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: false,
  };
}

export function mandate(): JsonObject {
  return {
    id: 'mandate_1',
    object: 'mandate',
    customer_acceptance: {
      accepted_at: created,
      online: { ip_address: '203.0.113.7', user_agent: 'test' },
      type: 'online',
    },
    livemode: false,
    multi_use: { amount: 100, currency: 'eur' },
    on_behalf_of: 'acct_1',
    payment_method: 'pm_1',
    payment_method_details: {
      bacs_debit: {
        display_name: 'Florin',
        network_status: 'accepted',
        reference: 'R',
        revocation_reason: null,
        service_user_number: '1',
        url: 'https://example.com/mandates/1',
      },
      type: 'bacs_debit',
    },
    status: 'active',
    type: 'multi_use',
  };
}
