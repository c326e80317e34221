import { bankRedirect } from './kinds/bank-redirect.ts';

/** Pay by Bank: transfers that British payers approve in their bank's app. */
export const payByBank = bankRedirect({
  type: 'pay_by_bank',
  rank: 470,
  label: 'Pay by Bank',
  currencies: ['gbp'],
  countries: ['GB'],
});
