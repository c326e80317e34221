import { captureWithin, redirectMethod } from './kinds/redirect.ts';

const LIMITS = { min: 5_000, max: 3_000_000 };

/** Affirm: a loan for one purchase, repaid monthly. */
export const affirm = redirectMethod(
  {
    type: 'affirm',
    rank: 190,
    label: 'Affirm',
    currencies: ['usd', 'cad'],
    countries: ['US', 'CA'],
    boundTo: { CA: 'cad', US: 'usd' },
    amounts: { cad: LIMITS, usd: LIMITS },
    collects: ['name', 'address.line1'],
    capture: captureWithin(30),
    refund: { partial: true, withinDays: 120 },
    chargeDetails: (_method, _outcome, payment) => ({ transaction_id: payment.reference(16) }),
  },
  'payment_method_customer_decline',
);
