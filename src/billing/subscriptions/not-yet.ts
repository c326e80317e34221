/** Parameters of new and of changed subscriptions that are refused. */
export const NOT_YET = [
  'automatic_tax[liability][type]=account',
  'billing_mode[flexible][proration_discounts]=itemized',
  'billing_schedules',
  'customer_account',
] as const;

export const NOT_YET_AT_CHANGE = ['automatic_tax[liability][type]=account', 'billing_schedules'] as const;
