import { BANK_OPTIONS_NOT_YET, CARD_OPTIONS_NOT_YET, optionsNotYet } from '../../methods/options-not-yet.ts';
import { dataNotYet } from '../../methods/registry.ts';

/** Parts that Florin does not have of confirming a setup, and of updating and creating it. */
export const NOT_YET_AT_CONFIRM = [
  ...CARD_OPTIONS_NOT_YET,
  ...BANK_OPTIONS_NOT_YET,
  'payment_method_options[klarna][on_demand]',
  'payment_method_options[klarna][subscriptions]',
  'payment_method_options[link][persistent_token]',
  'payment_method_options[us_bank_account][financial_connections][filters]',
  'payment_method_options[us_bank_account][financial_connections][return_url]',
  'payment_method_options[us_bank_account][networks][requested]=us_domestic_wire',
  ...optionsNotYet('setup'),
  ...dataNotYet('payment_method_data'),
] as const;

export const NOT_YET_AT_CHANGE = [...NOT_YET_AT_CONFIRM, 'customer_account'] as const;
