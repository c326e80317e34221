import type Stripe from 'stripe';
import { parameterMissing } from '../kernel/errors.ts';
import { SETTLES_SECONDS } from './kinds/bank-debit.ts';
import { sepaGenerating } from './kinds/bank-redirect.ts';
import { APPROVED_ON_PAGE } from './kinds/redirect.ts';

const COUNTRIES = ['AT', 'BE', 'DE', 'ES', 'IT', 'NL'];

/** Sofort: a transfer that the payer orders on their bank's page; it arrives later. */
export const sofort = sepaGenerating({
  type: 'sofort',
  rank: 120,
  label: 'Sofort',
  currencies: ['eur'],
  countries: COUNTRIES,
  collects: ['name'],
  fields: [
    { name: 'country', kind: 'select', options: Object.fromEntries(COUNTRIES.map((country) => [country, null])) },
  ],
  moneyFlow: { ...APPROVED_ON_PAGE, settlesAfterSeconds: SETTLES_SECONDS, refunds: 'later' },
  delayed: true,
  defaultOptions: { preferred_language: null },

  make(data) {
    const country = (data as Stripe.PaymentMethodCreateParams).sofort?.country;
    if (country === undefined) throw parameterMissing('sofort[country]');
    return { details: { country }, instrument: { type: 'sofort' } };
  },

  details: () => ({ bank_code: null, bank_name: null, bic: null, preferred_language: null }),

  chargeDetails: (method, _outcome, payment) => ({
    bank_code: null,
    bank_name: null,
    bic: null,
    country: method.sofort?.country ?? null,
    generated_sepa_debit: payment.generated?.paymentMethod ?? null,
    generated_sepa_debit_mandate: payment.generated?.mandate ?? null,
    iban_last4: payment.generated?.last4 ?? null,
    preferred_language: (payment.options as { preferred_language?: string | null }).preferred_language ?? null,
    verified_name: method.billing_details.name,
  }),
});
