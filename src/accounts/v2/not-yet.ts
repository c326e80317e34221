/** Parameters of accounts that only API v2 has, and that are not built. */
export const NOT_YET = [
  'configuration[customer]',
  'configuration[merchant][konbini_payments]',
  'configuration[merchant][sepa_debit_payments]',
  'configuration[merchant][support][address][town]',
  'configuration[recipient][capabilities][bank_accounts]',
  'configuration[recipient][capabilities][cards]',
  'defaults[locales]',
  'identity[business_details][additional_addresses]',
  'identity[business_details][address][town]',
  'identity[business_details][documents][proof_of_registration][signer]',
  'identity[business_details][documents][proof_of_ultimate_beneficial_ownership][signer]',
  'identity[individual][address][town]',
] as const;

/** As `NOT_YET`, of accounts that exist. */
export const UPDATES_NOT_YET = [
  ...NOT_YET,
  'defaults[payout_methods]',
  'identity[attestations][terms_of_service][crypto_money_manager]',
  'identity[attestations][terms_of_service][money_manager]',
] as const;

/** As `NOT_YET`, of persons. */
export const PERSONS_NOT_YET = ['address[town]'] as const;

/** As `PERSONS_NOT_YET`, of their tokens. */
export const PERSON_TOKENS_NOT_YET = PERSONS_NOT_YET;

/** As `NOT_YET`, of tokens for accounts. */
export const TOKENS_NOT_YET = [
  'identity[business_details][additional_addresses]',
  'identity[business_details][address][town]',
  'identity[business_details][documents][proof_of_registration][signer]',
  'identity[business_details][documents][proof_of_ultimate_beneficial_ownership][signer]',
  'identity[individual][address][town]',
] as const;
