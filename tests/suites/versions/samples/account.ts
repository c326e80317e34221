import type { JsonObject } from '../../../../src/kernel/version-change.ts';
import { charge } from './charge.ts';
import { created } from './shared.ts';

export function customer(): JsonObject {
  return {
    id: 'cus_1',
    object: 'customer',
    address: null,
    balance: 0,
    business_name: 'Florin ApS',
    created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    individual_name: 'Jo Lund',
    invoice_prefix: 'ABCD1234',
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: { amount_tax_display: null, template: null },
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax: { automatic_tax: 'supported', ip_address: null, location: null, provider: 'stripe' },
    tax_exempt: 'none',
    test_clock: null,
  };
}

export function balance(): JsonObject {
  const amount = () => [{ amount: 0, currency: 'usd', source_types: { card: 0 } }];
  return {
    object: 'balance',
    available: amount(),
    instant_available: amount(),
    livemode: false,
    pending: amount(),
    refund_and_dispute_prefunding: { available: amount(), pending: amount() },
  };
}

export function balanceTransaction(): JsonObject {
  return {
    id: 'txn_1',
    object: 'balance_transaction',
    amount: 5000,
    available_on: created,
    balance_type: 'payments',
    created,
    currency: 'usd',
    description: null,
    exchange_rate: null,
    fee: 175,
    fee_details: [
      { amount: 175, application: null, currency: 'usd', description: 'Stripe processing fees', type: 'stripe_fee' },
    ],
    net: 4825,
    reporting_category: 'charge',
    source: 'ch_1',
    status: 'pending',
    type: 'charge',
  };
}

export function event(): JsonObject {
  return {
    id: 'evt_1',
    object: 'event',
    api_version: '2026-10-28.endive',
    context: 'acct_1',
    created,
    data: { object: charge() },
    livemode: false,
    pending_webhooks: 1,
    request: { id: 'req_1', idempotency_key: null },
    type: 'charge.succeeded',
  };
}

export function webhookEndpoint(): JsonObject {
  return {
    id: 'we_1',
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created,
    description: null,
    enabled_events: ['charge.succeeded'],
    livemode: false,
    metadata: {},
    secret: 'whsec_1',
    status: 'enabled',
    url: 'https://example.com/webhooks',
  };
}
