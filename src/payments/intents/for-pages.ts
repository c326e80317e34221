import { MANDATE_DATA_OF_PAGES } from '../../payment-methods/mandates/acceptance.ts';

/** The parameters that pages send when they confirm an intent of either kind. */
export const CONFIRMED_BY_PAGES = [
  ...MANDATE_DATA_OF_PAGES,
  'confirmation_token',
  'payment_method',
  'payment_method_data',
  'return_url',
  'use_stripe_sdk',
];
