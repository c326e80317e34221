/** What payment methods call themselves, in every language. */
const NAMES: Readonly<Record<string, string>> = {
  acss_debit: 'Pre-authorized debit (Canada)',
  affirm: 'Affirm',
  afterpay_clearpay: 'Afterpay / Clearpay',
  alipay: 'Alipay',
  amazon_pay: 'Amazon Pay',
  au_becs_debit: 'BECS Direct Debit',
  bacs_debit: 'Bacs Direct Debit',
  bancontact: 'Bancontact',
  billie: 'Billie',
  blik: 'BLIK',
  boleto: 'Boleto',
  cashapp: 'Cash App Pay',
  customer_balance: 'Bank transfer',
  eps: 'EPS',
  fpx: 'FPX',
  giropay: 'giropay',
  grabpay: 'GrabPay',
  ideal: 'iDEAL',
  kakao_pay: 'Kakao Pay',
  klarna: 'Klarna',
  konbini: 'Konbini',
  kr_card: '한국 카드 · Korean card',
  link: 'Link',
  mobilepay: 'MobilePay',
  multibanco: 'Multibanco',
  naver_pay: 'Naver Pay',
  oxxo: 'OXXO',
  p24: 'Przelewy24',
  pay_by_bank: 'Pay by Bank',
  payco: 'PAYCO',
  paynow: 'PayNow',
  paypal: 'PayPal',
  pix: 'Pix',
  promptpay: 'PromptPay',
  revolut_pay: 'Revolut Pay',
  samsung_pay: 'Samsung Pay',
  sepa_debit: 'SEPA Direct Debit',
  sofort: 'Sofort',
  swish: 'Swish',
  twint: 'TWINT',
  us_bank_account: 'US bank account',
  wechat_pay: 'WeChat Pay',
  zip: 'Zip',
};

/** The name of a payment method: in the payer's language where there is one, else its own. */
export function methodName(t: Translate, type: string): string {
  return t(`method.${type}`, NAMES[type] ?? type);
}

import type { Translate } from '../../texts/texts.ts';
