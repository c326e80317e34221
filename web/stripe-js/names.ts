import type { Stripe } from '@stripe/stripe-js';

/**
 * The calls that confirm with one payment method type, with the API's name of that type. Florin says by itself when it
 * does not have a type yet.
 */
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

/** Official calls that promise a result and are not there yet: each answers an error that says so. */
export const NOT_YET = [
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'createEphemeralKeyNonce',
  'createRadarSession',
  'processOrder',
  'retrieveOrder',
  'verifyIdentity',
] as const satisfies readonly (keyof Stripe)[];

/** Official calls that answer at once with something to work with, and are not there yet: each throws. */
export const NOT_YET_AT_ONCE = [
  'initCheckoutFormSdk',
  'initializePricing',
  'paymentRequest',
] as const satisfies readonly (keyof Stripe)[];

/** Calls that only older trains have, and Florin does not have yet. */
export const NOT_YET_OF_OLDER_TRAINS = ['createSource', 'retrieveSource'] as const;

/** Calls about Checkout, whose names go with the train: `checkout/calls.ts` has them. */
export const OF_CHECKOUT = [
  'createEmbeddedCheckoutPage',
  'initCheckoutElementsSdk',
] as const satisfies readonly (keyof Stripe)[];
