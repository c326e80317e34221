import { captureWithin, PLAIN_SETUP, redirectMethod } from './kinds/redirect.ts';

/** Satispay: the Italian wallet. It can be charged again without a mandate. */
export const satispay = redirectMethod({
  type: 'satispay',
  rank: 440,
  label: 'Satispay',
  currencies: ['eur'],
  countries: ['IT', 'AT', 'BE', 'DE', 'ES', 'FR', 'LU', 'NL', 'PT'],
  reusable: true,
  setupFutureUsage: ['none', 'on_session', 'off_session'],
  setup: PLAIN_SETUP,
  capture: captureWithin(7),
  refund: { partial: true, withinDays: 365 },
  chargeDetails: (_method, _outcome, payment) => ({ transaction_id: payment.reference(16) }),
});
