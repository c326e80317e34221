import type Stripe from 'stripe';
import { bankRedirect } from './kinds/bank-redirect.ts';

/** EPS: the transfer of Austrian banks. */
export const eps = bankRedirect({
  type: 'eps',
  label: 'EPS',
  currencies: ['eur'],
  countries: ['AT'],
  requires: ['name'],

  make: (data) => ({
    details: { bank: (data as Stripe.PaymentMethodCreateParams).eps?.bank ?? null },
    instrument: { type: 'eps' },
  }),

  chargeDetails: (method) => ({ bank: method.eps?.bank ?? null, verified_name: method.billing_details.name }),
});
