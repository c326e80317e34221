/** The cell of a column: a plain value, a moment, or an amount in the currency of its row. */
type Kind = 'time' | 'money';

/** A field of a row, such as `id`, `created:time`, `amount:money` or, of an object in it, `method.last4`. */
export type Column = `${string}:${Kind}` | string;

/** A list that can be saved as CSV: where it is read, and its columns. Lists of the API are paged by the last id. */
export interface ExportedList {
  readonly path: string;
  readonly columns: readonly Column[];
}

/** Lists by the name of their file: their path without `/v1/`, its parts joined by an underscore. */
export const LISTS: Readonly<Record<string, ExportedList>> = {
  payments: {
    path: '/payments',
    columns: [
      'id',
      'created:time',
      'amount:money',
      'currency',
      'refunded:money',
      'state',
      'method.type',
      'method.last4',
      'description',
      'customer.id',
      'customer.email',
      'error.code',
      'error.decline_code',
      'charge',
    ],
  },
  mails: { path: '/mails', columns: ['id', 'created:time', 'to', 'subject', 'about'] },
  requests: {
    path: '/requests',
    columns: ['id', 'at', 'method', 'path', 'status', 'ms', 'key', 'version', 'errorCode', 'idempotencyKey'],
  },
  ...api('accounts', 'email', 'type', 'country', 'charges_enabled', 'payouts_enabled', 'details_submitted'),
  ...api(
    'balance_transactions',
    'type',
    'amount:money',
    'fee:money',
    'net:money',
    'currency',
    'status',
    'available_on:time',
    'source',
    'description',
  ),
  ...api(
    'checkout/sessions',
    'status',
    'mode',
    'payment_status',
    'amount_total:money',
    'currency',
    'customer',
    'customer_details.email',
    'payment_intent',
    'subscription',
  ),
  ...api('coupons', 'name', 'percent_off', 'amount_off:money', 'currency', 'duration', 'times_redeemed', 'valid'),
  ...api('customers', 'name', 'email', 'phone', 'description', 'currency', 'balance:money', 'delinquent'),
  ...api('disputes', 'amount:money', 'currency', 'reason', 'status', 'evidence_details.due_by:time', 'charge'),
  ...api('events', 'type', 'data.object.id', 'request.id', 'request.idempotency_key', 'api_version'),
  ...api(
    'invoices',
    'number',
    'status',
    'total:money',
    'amount_paid:money',
    'amount_remaining:money',
    'currency',
    'customer',
    'customer_email',
    'due_date:time',
  ),
  ...api('payouts', 'amount:money', 'currency', 'status', 'method', 'arrival_date:time', 'destination', 'failure_code'),
  ...api('products', 'name', 'active', 'description', 'default_price', 'tax_code'),
  ...api('promotion_codes', 'code', 'active', 'times_redeemed', 'max_redemptions', 'expires_at:time', 'customer'),
  ...api('shipping_rates', 'display_name', 'active', 'fixed_amount.amount', 'fixed_amount.currency'),
  ...api(
    'subscriptions',
    'status',
    'customer',
    'currency',
    'items.data.0.price.id',
    'items.data.0.quantity',
    'items.data.0.current_period_end:time',
    'cancel_at_period_end',
    'canceled_at:time',
  ),
  ...api('tax_rates', 'display_name', 'percentage', 'inclusive', 'country', 'state', 'jurisdiction', 'active'),
  ...api('test_helpers/test_clocks', 'name', 'status', 'frozen_time:time'),
  ...api('topups', 'amount:money', 'currency', 'status', 'description', 'failure_code'),
  ...api('transfers', 'amount:money', 'currency', 'destination', 'amount_reversed:money', 'description'),
  ...api('billing/meters', 'display_name', 'event_name', 'status', 'default_aggregation.formula'),
  ...api('webhook_endpoints', 'url', 'status', 'api_version', 'description'),
};

/** A list of the API: its rows begin with their id and when they were created. */
function api(name: string, ...columns: Column[]): Readonly<Record<string, ExportedList>> {
  const path = `/v1/${name}`;
  return { [name.replaceAll('/', '_')]: { path, columns: ['id', 'created:time', ...columns] } };
}
