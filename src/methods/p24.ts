import type Stripe from 'stripe';
import { bankRedirect } from './kinds/bank-redirect.ts';

/** Przelewy24: transfers of Polish banks. */
export const p24 = bankRedirect({
  type: 'p24',
  label: 'Przelewy24',
  currencies: ['pln', 'eur'],
  countries: ['PL'],
  requires: ['email'],

  make: (data) => ({
    details: { bank: (data as Stripe.PaymentMethodCreateParams).p24?.bank ?? null },
    instrument: { type: 'p24' },
  }),

  chargeDetails: (method, _outcome, payment) => ({
    bank: method.p24?.bank ?? null,
    reference: `P24-${payment.reference(3)}-${payment.reference(6).slice(3)}`,
    verified_name: method.billing_details.name,
  }),
});
