import type Stripe from 'stripe';
import { bankRedirect } from './kinds/bank-redirect.ts';
import { bankField } from './kinds/fields.ts';

/** The banks that a form offers, by the API's name. */
const BANKS = {
  alior_bank: 'Alior Bank',
  bank_millennium: 'Bank Millennium',
  bank_pekao_sa: 'Bank Pekao',
  blik: 'BLIK',
  bnp_paribas: 'BNP Paribas',
  citi_handlowy: 'Citi Handlowy',
  credit_agricole: 'Crédit Agricole',
  getin_bank: 'VeloBank',
  ing: 'ING',
  inteligo: 'Inteligo',
  mbank_mtransfer: 'mBank',
  nest_przelew: 'Nest Bank',
  pbac_z_ipko: 'PKO BP',
  santander_przelew24: 'Santander',
  toyota_bank: 'Toyota Bank',
  volkswagen_bank: 'Volkswagen Bank',
} satisfies Partial<Record<Stripe.PaymentMethodCreateParams.P24.Bank, string>>;

/** Przelewy24: transfers of Polish banks. */
export const p24 = bankRedirect({
  type: 'p24',
  rank: 110,
  label: 'Przelewy24',
  currencies: ['pln', 'eur'],
  countries: ['PL'],
  requires: ['email'],
  collects: ['name'],
  element: 'p24Bank',
  fields: [bankField(BANKS)],

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
