/** Parameters of setups that belong to parts that are not there yet; they are refused by name. */
export const NOT_YET = [
  'attach_to_self',
  'customer_account',
  'flow_directions',
  'on_behalf_of',
  'payment_method_configuration',
] as const;
