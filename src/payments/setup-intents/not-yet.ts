/** Parameters of setups that belong to parts that are not there yet; they are refused by name. */
export const NOT_YET = ['customer_account', 'on_behalf_of', 'payment_method_configuration'] as const;
