import { dataNotYet } from '../../methods/registry.ts';

/** Parts that Florin does not have of confirming a payment, of updating it, and of creating it. */
export const NOT_YET_AT_CONFIRM = [
  'hooks',
  'payment_method_options[card][installments][plan]',
  ...dataNotYet('payment_method_data'),
] as const;

export const NOT_YET_AT_UPDATE = [
  ...NOT_YET_AT_CONFIRM,
  'application_fee_amount',
  'customer_account',
  'payment_method_configuration',
  'transfer_data',
] as const;

export const NOT_YET_AT_CREATE = [...NOT_YET_AT_UPDATE, 'on_behalf_of'] as const;
