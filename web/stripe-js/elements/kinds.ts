import type { FrameKind } from '../../shared/protocol.ts';

/** An element of a page: the frame that fills it, or the reason why it shows nothing. */
type ElementKind =
  | { readonly frame: FrameKind; readonly options?: Readonly<Record<string, unknown>> }
  | { readonly nothing: string };

const NO_WALLETS = 'needs a wallet of the browser, and Florin has none';
const NO_ISSUING = 'shows an issued card, and Florin has no Issuing';
const NO_LENDERS = 'shows offers of lenders, and Florin has none';

/** The elements of all release trains by their official type. */
export const ELEMENT_KINDS: Readonly<Record<string, ElementKind>> = {
  address: { frame: 'address' },
  affirmMessage: { nothing: NO_LENDERS },
  afterpayClearpayMessage: { nothing: NO_LENDERS },
  auBankAccount: { frame: 'auBankAccount' },
  card: { frame: 'card' },
  cardCvc: { frame: 'cardCvc' },
  cardExpiry: { frame: 'cardExpiry' },
  cardNumber: { frame: 'cardNumber' },
  cart: { nothing: 'was a beta that has ended' },
  contactDetails: { frame: 'linkAuthentication' },
  currencySelector: { nothing: 'shows currencies to choose from, and Florin converts none' },
  epsBank: { frame: 'epsBank' },
  expressCheckout: { frame: 'expressCheckout' },
  form: { nothing: 'is the form of a beta of Checkout, and Florin has none' },
  fpxBank: { frame: 'fpxBank' },
  iban: { frame: 'iban' },
  idealBank: { frame: 'idealBank' },
  issuingCardCopyButton: { nothing: NO_ISSUING },
  issuingCardCvcDisplay: { nothing: NO_ISSUING },
  issuingCardExpiryDisplay: { nothing: NO_ISSUING },
  issuingCardNumberDisplay: { nothing: NO_ISSUING },
  issuingCardPinDisplay: { nothing: NO_ISSUING },
  linkAuthentication: { frame: 'linkAuthentication' },
  linkSignup: { nothing: 'signs customers up for Link, and Florin has no accounts of Link' },
  p24Bank: { frame: 'p24Bank' },
  payment: { frame: 'payment' },
  paymentMethodMessaging: { nothing: NO_LENDERS },
  paymentRequestButton: { nothing: NO_WALLETS },
  shippingAddress: { frame: 'address', options: { mode: 'shipping' } },
  taxId: { frame: 'taxId' },
  terms: { nothing: 'shows terms of payment methods, which the payment element shows itself' },
};

/** Returns the kind of an element. A type that Florin does not have is an element that shows nothing. */
export function kindOf(type: string): ElementKind {
  return Object.hasOwn(ELEMENT_KINDS, type) ? (ELEMENT_KINDS[type] ?? UNKNOWN) : UNKNOWN;
}

const UNKNOWN: ElementKind = { nothing: 'is of a type that Florin does not have. Check its spelling' };
