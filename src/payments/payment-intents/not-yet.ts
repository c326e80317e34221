/** Parameters of payments that belong to parts that are not there yet; they are refused by name. */
export const NOT_YET = [
  'amount_details',
  'amount_to_confirm',
  'application_fee_amount',
  'confirmation_token',
  'customer_account',
  'hooks',
  'mandate',
  'mandate_data',
  'on_behalf_of',
  'payment_details',
  'payment_method_configuration',
  'transfer_data',
] as const;
