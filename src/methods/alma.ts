import { lender } from './kinds/lender.ts';

/** The simulated payer's choice. */
const INSTALMENTS = 3;

/** Alma: paid in two to four instalments. */
export const alma = lender({
  type: 'alma',
  rank: 350,
  label: 'Alma',
  currencies: ['eur'],
  countries: ['FR', 'BE', 'DE', 'ES', 'IT', 'LU', 'NL', 'PT'],
  amounts: { eur: { min: 5_000, max: 200_000 } },
  capturedWithinDays: 7,

  chargeDetails: (_method, _outcome, payment) => ({
    installments: { count: INSTALMENTS },
    transaction_id: payment.reference(16),
  }),
});
