/** Parameters of new and of changed subscriptions that are refused. */
export const NOT_YET = [
  'automatic_tax[liability][type]=account',
  'billing_mode[flexible][proration_discounts]=itemized',
  'billing_schedules',
  'billing_thresholds',
  'customer_account',
  'pending_invoice_item_interval',
  'transfer_data[amount_percent]',
  'trial_settings[end_behavior][billing_cycle_anchor]',
] as const;

export const NOT_YET_AT_CHANGE = [
  'automatic_tax[liability][type]=account',
  'billing_schedules',
  'billing_thresholds',
  'cancellation_details[feedback_option]',
  'pending_invoice_item_interval',
  'transfer_data[amount_percent]',
  'trial_from_plan',
  'trial_settings[end_behavior][billing_cycle_anchor]',
] as const;
