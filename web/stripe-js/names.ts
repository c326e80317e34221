import type { Stripe } from '@stripe/stripe-js';

/** The calls that confirm with one payment method type. The API refuses types that Florin does not have. */
export const METHODS_CONFIRMED = {
  confirmAcssDebitPayment: 'acss_debit',
  confirmAcssDebitSetup: 'acss_debit',
  confirmAffirmPayment: 'affirm',
  confirmAfterpayClearpayPayment: 'afterpay_clearpay',
  confirmAlipayPayment: 'alipay',
  confirmAmazonPaySetup: 'amazon_pay',
  confirmAuBecsDebitPayment: 'au_becs_debit',
  confirmAuBecsDebitSetup: 'au_becs_debit',
  confirmBacsDebitSetup: 'bacs_debit',
  confirmBancontactPayment: 'bancontact',
  confirmBancontactSetup: 'bancontact',
  confirmBilliePayment: 'billie',
  confirmBlikPayment: 'blik',
  confirmBlikSetup: 'blik',
  confirmBoletoPayment: 'boleto',
  confirmCardPayment: 'card',
  confirmCardSetup: 'card',
  confirmCashappPayment: 'cashapp',
  confirmCashappSetup: 'cashapp',
  confirmCustomerBalancePayment: 'customer_balance',
  confirmEpsPayment: 'eps',
  confirmFpxPayment: 'fpx',
  confirmGiropayPayment: 'giropay',
  confirmGrabPayPayment: 'grabpay',
  confirmIdealPayment: 'ideal',
  confirmIdealSetup: 'ideal',
  confirmKlarnaPayment: 'klarna',
  confirmKonbiniPayment: 'konbini',
  confirmMobilepayPayment: 'mobilepay',
  confirmMultibancoPayment: 'multibanco',
  confirmOxxoPayment: 'oxxo',
  confirmP24Payment: 'p24',
  confirmPayByBankPayment: 'pay_by_bank',
  confirmPayNowPayment: 'paynow',
  confirmPayPalPayment: 'paypal',
  confirmPayPalSetup: 'paypal',
  confirmPixPayment: 'pix',
  confirmPromptPayPayment: 'promptpay',
  confirmSepaDebitPayment: 'sepa_debit',
  confirmSepaDebitSetup: 'sepa_debit',
  confirmSofortPayment: 'sofort',
  confirmSofortSetup: 'sofort',
  confirmTwintPayment: 'twint',
  confirmUsBankAccountPayment: 'us_bank_account',
  confirmUsBankAccountSetup: 'us_bank_account',
  confirmWechatPayPayment: 'wechat_pay',
} as const satisfies Partial<Record<keyof Stripe, string>>;

/** Official asynchronous calls that are not supported; each resolves with an error. */
export const NOT_YET = [
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'createEphemeralKeyNonce',
  'initializePricing',
  'processOrder',
  'retrieveOrder',
  'verifyIdentity',
] as const satisfies readonly (keyof Stripe)[];

/** Calls of Checkout. Their names depend on the train: see `checkout/calls.ts`. */
export const OF_CHECKOUT = [
  'createEmbeddedCheckoutPage',
  'initCheckoutElementsSdk',
  'initCheckoutFormSdk',
] as const satisfies readonly (keyof Stripe)[];
