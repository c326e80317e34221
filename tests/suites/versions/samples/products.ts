import type { JsonObject } from '../../../../src/kernel/version-change.ts';
import { created } from './shared.ts';

export function product(): JsonObject {
  return {
    id: 'prod_1',
    object: 'product',
    active: true,
    attributes: [],
    created,
    default_price: 'price_1',
    description: null,
    images: [],
    livemode: false,
    marketing_features: [{ name: 'Warm' }],
    metadata: {},
    name: 'Tea',
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
  };
}

export function price(): JsonObject {
  return {
    id: 'price_1',
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created,
    currency: 'usd',
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: 'prod_1',
    recurring: {
      interval: 'month',
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: 500,
    unit_amount_decimal: '500',
  };
}

export function coupon(): JsonObject {
  return {
    id: 'TEN',
    object: 'coupon',
    amount_off: null,
    created,
    currency: null,
    duration: 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: null,
    percent_off: 10,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  };
}

export function promotionCode(): JsonObject {
  return {
    id: 'promo_1',
    object: 'promotion_code',
    active: true,
    code: 'FALL',
    created,
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    promotion: { coupon: 'TEN', type: 'coupon' },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  };
}

export function discount(): JsonObject {
  return {
    id: 'di_1',
    object: 'discount',
    checkout_session: null,
    customer: 'cus_1',
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: 'TEN', type: 'coupon' },
    start: created,
    subscription: null,
    subscription_item: null,
  };
}

export function taxRate(): JsonObject {
  return {
    id: 'txr_1',
    object: 'tax_rate',
    active: true,
    country: 'DE',
    created,
    description: null,
    display_name: 'VAT',
    effective_percentage: null,
    flat_amount: null,
    inclusive: true,
    jurisdiction: 'DE',
    jurisdiction_level: null,
    livemode: false,
    metadata: {},
    percentage: 19,
    rate_type: null,
    state: null,
    tax_type: 'vat',
  };
}

export function shippingRate(): JsonObject {
  return {
    id: 'shr_1',
    object: 'shipping_rate',
    active: true,
    created,
    delivery_estimate: null,
    display_name: 'Ground',
    fixed_amount: { amount: 500, currency: 'usd' },
    livemode: false,
    metadata: {},
    tax_behavior: 'unspecified',
    tax_code: null,
    type: 'fixed_amount',
  };
}

export function plan(): JsonObject {
  return {
    id: 'plan_1',
    object: 'plan',
    active: true,
    amount: 500,
    amount_decimal: '500',
    billing_scheme: 'per_unit',
    created,
    currency: 'usd',
    interval: 'month',
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: 'prod_1',
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
