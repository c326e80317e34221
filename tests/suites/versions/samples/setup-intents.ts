import type { JsonObject } from '../../../../src/kernel/version-change.ts';
import { declined } from './payments.ts';
import { checks, created } from './shared.ts';

export function setupIntent(): JsonObject {
  return {
    id: 'seti_1',
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: 'seti_1_secret_2',
    created,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: declined(),
    latest_attempt: 'setatt_1',
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        mandate_options: null,
        network: null,
        request_three_d_secure: 'automatic',
        setup_credential_usage: 'recurring',
      },
    },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
}

export function setupAttempt(): JsonObject {
  return {
    id: 'setatt_1',
    object: 'setup_attempt',
    application: null,
    created,
    customer: null,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: 'pm_1',
    payment_method_details: {
      card: {
        brand: 'visa',
        checks: { ...checks },
        country: 'US',
        exp_month: 12,
        exp_year: 2040,
        fingerprint: 'abc',
        funding: 'credit',
        last4: '4242',
        moto: false,
        network: 'visa',
        three_d_secure: {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          result: 'authenticated',
          result_reason: null,
          transaction_id: 'abc',
          version: '2.2.0',
        },
        wallet: null,
      },
      type: 'card',
    },
    setup_error: declined(),
    setup_intent: 'seti_1',
    status: 'failed',
    usage: 'off_session',
  };
}
