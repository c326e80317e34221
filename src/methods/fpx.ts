import type Stripe from 'stripe';
import { bankRedirect } from './kinds/bank-redirect.ts';
import { given } from './kinds/numbers.ts';

/** The banks that a form offers, by the API's name. */
const BANKS = {
  affin_bank: 'Affin Bank',
  agrobank: 'AGRONet',
  alliance_bank: 'Alliance Bank',
  ambank: 'AmBank',
  bank_islam: 'Bank Islam',
  bank_muamalat: 'Bank Muamalat',
  bank_of_china: 'Bank of China',
  bank_rakyat: 'Bank Rakyat',
  bsn: 'BSN',
  cimb: 'CIMB Clicks',
  hong_leong_bank: 'Hong Leong Bank',
  hsbc: 'HSBC',
  kfh: 'KFH',
  maybank2e: 'Maybank2E',
  maybank2u: 'Maybank2U',
  ocbc: 'OCBC Bank',
  public_bank: 'Public Bank',
  rhb: 'RHB Bank',
  standard_chartered: 'Standard Chartered',
  uob: 'UOB',
} satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Fpx.Bank, string>>;

/** FPX: transfers of Malaysian banks. The payer chooses the bank before the redirect. */
export const fpx = bankRedirect({
  type: 'fpx',
  rank: 480,
  label: 'FPX',
  currencies: ['myr'],
  countries: ['MY'],
  refund: { partial: true, withinDays: 60 },
  element: 'fpxBank',
  fields: [{ name: 'bank', kind: 'select', options: BANKS }],

  make(data) {
    const { fpx: params } = data as Stripe.PaymentMethodCreateParams;
    const bank = given(params?.bank, 'fpx[bank]');
    return {
      details: { account_holder_type: params?.account_holder_type ?? null, bank },
      instrument: { type: 'fpx' },
    };
  },

  chargeDetails: (method, _outcome, payment) => ({
    account_holder_type: method.fpx?.account_holder_type ?? null,
    bank: method.fpx?.bank ?? null,
    transaction_id: payment.reference(16),
  }),
});
