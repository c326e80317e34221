import type Stripe from 'stripe';
import { captureWithin, PLAIN_SETUP, redirectMethod } from './kinds/redirect.ts';
import { KEPT_BY_AGREEMENT } from './kinds/wallet.ts';

/** Klarna's currencies by the payer's country (https://docs.stripe.com/payments/klarna). */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries('AT BE DE ES FI FR GR IE IT NL PT'.split(' ').map((country) => [country, 'eur'])),
  AU: 'aud',
  CA: 'cad',
  CH: 'chf',
  CZ: 'czk',
  DK: 'dkk',
  GB: 'gbp',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  US: 'usd',
};

/** Klarna: the payer pays later or in instalments; the merchant is paid now. */
export const klarna = redirectMethod(
  {
    type: 'klarna',
    rank: 170,
    label: 'Klarna',
    currencies: [...new Set(Object.values(CURRENCY_OF))],
    countries: Object.keys(CURRENCY_OF),
    boundTo: CURRENCY_OF,
    requires: ['address.country'],
    reusable: true,
    setupFutureUsage: ['none', 'on_session', 'off_session'],
    mandate: KEPT_BY_AGREEMENT,
    setup: { ...PLAIN_SETUP, defaultOptions: { currency: null, preferred_locale: null } },
    capture: captureWithin(28),
    refund: { partial: true, withinDays: 180 },
    defaultOptions: { preferred_locale: null },

    make(data) {
      const dob = (data as Stripe.PaymentMethodCreateParams).klarna?.dob;
      return { details: dob === undefined ? {} : { dob }, instrument: { type: 'klarna' } };
    },

    chargeDetails: (method, _outcome, { options }) => ({
      payer_details: { address: { country: method.billing_details.address?.country ?? null } },
      payment_method_category: 'pay_later',
      preferred_locale: (options as { preferred_locale?: string | null }).preferred_locale ?? null,
    }),
  },
  'payment_method_customer_decline',
);
