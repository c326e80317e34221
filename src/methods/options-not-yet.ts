/**
 * The payment methods that Florin does not have and whose options a call can give, by the kind of call. Without their
 * methods such options would be dropped silently.
 */
const MISSING = {
  checkout: ['demo_pay'],
  payment: ['card_present', 'interac_present'],
  setup: ['bizum', 'card_present'],
} as const;

/** The options of payment methods that Florin does not have, as parts of a call. */
export function optionsNotYet(call: keyof typeof MISSING): `payment_method_options[${string}]`[] {
  return MISSING[call].map((type) => `payment_method_options[${type}]` as const);
}

/** Options of cards that payments and setups do not have. */
export const CARD_OPTIONS_NOT_YET = [
  'payment_method_options[card][setup_credential_usage]',
  'payment_method_options[card][three_d_secure][network_options]',
  'payment_method_options[card][three_d_secure][requestor_challenge_indicator]',
] as const;

/** Bank accounts are typed, not linked, so nothing of them can be read but what a payment needs. */
export const BANK_OPTIONS_NOT_YET = [
  'payment_method_options[us_bank_account][financial_connections][permissions]=balances',
  'payment_method_options[us_bank_account][financial_connections][permissions]=ownership',
  'payment_method_options[us_bank_account][financial_connections][permissions]=transactions',
  'payment_method_options[us_bank_account][financial_connections][prefetch]',
  'payment_method_options[us_bank_account][verification_method]=instant',
  'payment_method_options[acss_debit][mandate_options][custom_mandate_url]',
  'payment_method_options[acss_debit][verification_method]=instant',
] as const;
