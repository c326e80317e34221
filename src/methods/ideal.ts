import type Stripe from 'stripe';
import { sepaGenerating } from './kinds/bank-redirect.ts';
import { bankField } from './kinds/fields.ts';

/** The BICs of the iDEAL banks (https://docs.stripe.com/payments/ideal). */
const BICS: Readonly<Record<string, string>> = {
  abn_amro: 'ABNANL2A',
  adyen: 'ADYBNL2A',
  asn_bank: 'ASNBNL21',
  bunq: 'BUNQNL2A',
  buut: 'BUUTNL2A',
  finom: 'FNOMNL22',
  handelsbanken: 'HANDNL2A',
  ing: 'INGBNL2A',
  knab: 'KNABNL2H',
  mollie: 'MLLENL2A',
  moneyou: 'MOYONL21',
  n26: 'NTSBDEB1',
  nn: 'NNBANL2G',
  rabobank: 'RABONL2U',
  regiobank: 'RBRBNL21',
  revolut: 'REVOLT21',
  sns_bank: 'SNSBNL2A',
  triodos_bank: 'TRIONL2U',
  van_lanschot: 'FVLBNL22',
  yoursafe: 'BITSNL2A',
};

/** The banks that a form offers, by the API's name. */
const BANKS = {
  abn_amro: 'ABN AMRO',
  asn_bank: 'ASN Bank',
  bunq: 'bunq',
  ing: 'ING',
  knab: 'Knab',
  n26: 'N26',
  nn: 'Nationale-Nederlanden',
  rabobank: 'Rabobank',
  regiobank: 'RegioBank',
  revolut: 'Revolut',
  sns_bank: 'SNS',
  triodos_bank: 'Triodos Bank',
  van_lanschot: 'Van Lanschot Kempen',
  yoursafe: 'Yoursafe',
} satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Ideal.Bank, string>>;

/** iDEAL: the transfer of Dutch banks. If no bank was sent, the payer chooses it on the page. */
export const ideal = sepaGenerating({
  type: 'ideal',
  rank: 100,
  label: 'iDEAL',
  currencies: ['eur'],
  countries: ['NL'],
  collects: ['name'],
  element: 'idealBank',
  fields: [bankField(BANKS)],

  make(data) {
    const bank = (data as Stripe.PaymentMethodCreateParams).ideal?.bank ?? null;
    return { details: { bank, bic: bank && (BICS[bank] ?? null) }, instrument: { type: 'ideal' } };
  },

  details: (method) => ({ bank: method.ideal?.bank ?? null, bic: method.ideal?.bic ?? null }),

  chargeDetails: (method, _outcome, payment) => ({
    bank: method.ideal?.bank ?? null,
    bic: method.ideal?.bic ?? null,
    generated_sepa_debit: payment.generated?.paymentMethod ?? null,
    generated_sepa_debit_mandate: payment.generated?.mandate ?? null,
    iban_last4: payment.generated?.last4 ?? null,
    transaction_id: payment.reference(16),
    verified_name: method.billing_details.name,
  }),
});
