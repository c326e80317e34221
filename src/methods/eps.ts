import type Stripe from 'stripe';
import { bankRedirect } from './kinds/bank-redirect.ts';
import { bankField } from './kinds/fields.ts';

/** The banks that a form offers, by the API's name. */
const BANKS = {
  arzte_und_apotheker_bank: 'Ärzte- und Apothekerbank',
  bank_austria: 'Bank Austria',
  bawag_psk_ag: 'BAWAG',
  dolomitenbank: 'Dolomitenbank',
  easybank_ag: 'easybank',
  erste_bank_und_sparkassen: 'Erste Bank und Sparkassen',
  hypo_tirol_bank_ag: 'Hypo Tirol Bank',
  marchfelder_bank: 'Marchfelder Bank',
  oberbank_ag: 'Oberbank',
  raiffeisen_bankengruppe_osterreich: 'Raiffeisen',
  schelhammer_capital_bank_ag: 'Schelhammer Capital Bank',
  volksbank_gruppe: 'Volksbank',
} satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Eps.Bank, string>>;

/** EPS: the transfer of Austrian banks. */
export const eps = bankRedirect({
  type: 'eps',
  rank: 90,
  label: 'EPS',
  currencies: ['eur'],
  countries: ['AT'],
  requires: ['name'],
  element: 'epsBank',
  fields: [bankField(BANKS)],

  make: (data) => ({
    details: { bank: (data as Stripe.PaymentMethodCreateParams).eps?.bank ?? null },
    instrument: { type: 'eps' },
  }),

  chargeDetails: (method) => ({ bank: method.eps?.bank ?? null, verified_name: method.billing_details.name }),
});
