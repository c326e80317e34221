import type { Stripe } from '@stripe/stripe-js';

/** The calls that confirm with one payment method type, with the API's name of that type. */
export const METHODS_CONFIRMED = {
  confirmCardPayment: 'card',
  confirmCardSetup: 'card',
  confirmMobilepayPayment: 'mobilepay',
} as const satisfies Partial<Record<keyof Stripe, string>>;

/** Official calls that are not there yet: each answers an error that says so. */
export const NOT_YET = [
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'confirmAcssDebitPayment',
  'confirmAcssDebitSetup',
  'confirmAlipayPayment',
  'confirmAuBecsDebitPayment',
  'confirmAuBecsDebitSetup',
  'confirmBancontactPayment',
  'confirmBoletoPayment',
  'confirmCashappPayment',
  'confirmCustomerBalancePayment',
  'confirmEpsPayment',
  'confirmIdealPayment',
  'confirmKlarnaPayment',
  'confirmKonbiniPayment',
  'confirmMultibancoPayment',
  'confirmOxxoPayment',
  'confirmP24Payment',
  'confirmPayPalPayment',
  'confirmPixPayment',
  'confirmSepaDebitPayment',
  'confirmSepaDebitSetup',
  'confirmSofortPayment',
  'confirmTwintPayment',
  'confirmUsBankAccountPayment',
  'confirmUsBankAccountSetup',
  'confirmWechatPayPayment',
  'createRadarSession',
  'verifyMicrodepositsForPayment',
  'verifyMicrodepositsForSetup',
] as const satisfies readonly (keyof Stripe)[];
