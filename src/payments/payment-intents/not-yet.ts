/** Parameters of payments that belong to parts that are not there yet; they are refused by name. */
export const NOT_YET = [
  'application_fee_amount',
  'customer_account',
  'hooks',
  'on_behalf_of',
  'payment_method_configuration',
  'transfer_data',
] as const;
