/**
 * The addresses of the frames of Elements. People's end-to-end tests find a frame by `elements-inner-payment` in its
 * address (public suites for Playwright, Selenium and Cypress do, from js.stripe.com/v3/).
 */

/** The elements by the file of their frame. */
export const FRAME_FILES = {
  acssDebit: 'acss-debit',
  address: 'address',
  auBankAccount: 'au-bank-account',
  bankLogin: 'linked-accounts',
  card: 'card',
  cardCvc: 'card',
  cardExpiry: 'card',
  cardNumber: 'card',
  epsBank: 'eps-bank',
  expressCheckout: 'express-checkout',
  fpxBank: 'fpx-bank',
  iban: 'iban',
  idealBank: 'ideal-bank',
  linkAuthentication: 'link-authentication',
  p24Bank: 'p24-bank',
  payment: 'payment',
  taxId: 'tax-id',
} as const;

/** The pattern of the files of frames, for routes. */
export const FRAME_FILE = `elements-inner-(?:${[...new Set(Object.values(FRAME_FILES))].join('|')})\\.html`;

/** Returns the address of a frame; `id` names it in its messages. */
export function frameAddress(origin: string, element: keyof typeof FRAME_FILES, id: string): string {
  const named = new URLSearchParams({ componentName: element, frame: id });
  return `${origin}/v3/elements-inner-${FRAME_FILES[element]}.html#${named}`;
}

/** Returns the id of a frame from the fragment of its address. */
export function frameIdIn(fragment: string): string {
  return new URLSearchParams(fragment.slice(1)).get('frame') ?? '';
}
