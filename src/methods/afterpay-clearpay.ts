import { captureWithin, redirectMethod } from './kinds/redirect.ts';

/**
 * Afterpay, called Clearpay in Great Britain: repaid in four instalments. The currency need not be that of the billing
 * address: the official sample for accepting payments pays in US dollars from Australia.
 */
export const afterpayClearpay = redirectMethod(
  {
    type: 'afterpay_clearpay',
    rank: 180,
    label: 'Afterpay',
    formLabel: 'Afterpay / Clearpay',
    currencies: ['usd', 'aud', 'cad', 'gbp', 'nzd'],
    countries: ['US', 'AU', 'CA', 'GB', 'NZ'],
    amounts: {
      aud: { min: 100, max: 200_000 },
      cad: { min: 100, max: 200_000 },
      gbp: { min: 100, max: 120_000 },
      nzd: { min: 100, max: 200_000 },
      usd: { min: 100, max: 400_000 },
    },
    requires: ['name', 'email'],
    collects: ['address.line1'],
    requiresShipping: true,
    capture: captureWithin(13),
    refund: { partial: true, withinDays: 120 },
    defaultOptions: { reference: null },

    chargeDetails: (_method, _outcome, payment) => ({
      order_id: payment.reference(12),
      reference: (payment.options as { reference?: string | null }).reference ?? null,
    }),
  },
  'payment_method_customer_decline',
);
