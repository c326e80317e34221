import { bankRedirect } from './kinds/bank-redirect.ts';

/** Giropay: transfers of German banks. It ended in 2024; integrations that still name it are served. */
export const giropay = bankRedirect({
  type: 'giropay',
  rank: 460,
  label: 'giropay',
  currencies: ['eur'],
  countries: ['DE'],
  requires: ['name'],

  chargeDetails: (method) => ({
    bank_code: null,
    bank_name: null,
    bic: null,
    verified_name: method.billing_details.name,
  }),
});
