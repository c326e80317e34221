/**
 * Names of path parameters, as in the API's own description. The package only has `/v1/charges/${id}`, but the name
 * appears in operation ids and in `param` of "no such …" errors.
 */

/** Names that are not the singular of the collection before them, by the path up to the parameter. */
const exceptions: Readonly<Record<string, string>> = {
  '/v1/accounts/{account}/external_accounts': 'id',
  '/v1/application_fees': 'fee',
  '/v1/application_fees/{fee}/refunds': 'id',
  '/v1/balance_transactions': 'id',
  '/v1/billing/alerts': 'id',
  '/v1/billing/credit_balance_transactions': 'id',
  '/v1/billing/credit_grants': 'id',
  '/v1/billing/feedback_options': 'id',
  '/v1/billing/meters': 'id',
  '/v1/country_specs': 'country',
  '/v1/customers/{customer}/balance_transactions': 'transaction',
  '/v1/customers/{customer}/cash_balance_transactions': 'transaction',
  '/v1/customers/{customer}/sources': 'id',
  '/v1/customers/{customer}/tax_ids': 'id',
  '/v1/entitlements/active_entitlements': 'id',
  '/v1/entitlements/features': 'id',
  '/v1/ephemeral_keys': 'key',
  '/v1/events': 'id',
  '/v1/exchange_rates': 'rate_id',
  '/v1/file_links': 'link',
  '/v1/forwarding/requests': 'id',
  '/v1/identity/verification_reports': 'report',
  '/v1/identity/verification_sessions': 'session',
  '/v1/invoice_rendering_templates': 'template',
  '/v1/invoices/{invoice}/lines': 'line_item_id',
  '/v1/payment_attempt_records': 'id',
  '/v1/payment_intents': 'intent',
  '/v1/payment_method_configurations': 'configuration',
  '/v1/payment_records': 'id',
  '/v1/products': 'id',
  '/v1/products/{id}/features': 'feature',
  '/v1/radar/value_list_items': 'item',
  '/v1/setup_intents': 'intent',
  '/v1/shipping_rates': 'shipping_rate_token',
  '/v1/subscription_items': 'item',
  '/v1/subscription_schedules': 'schedule',
  '/v1/tax/registrations': 'id',
  '/v1/tax_codes': 'id',
  '/v1/tax_ids': 'id',
  '/v1/transfers/{transfer}/reversals': 'id',
};

/** Turns path segments, `null` standing for a parameter, into a path such as "/v1/customers/{customer}/tax_ids/{id}". */
export function nameParameters(segments: readonly (string | null)[]): string {
  let path = '';
  for (const [index, segment] of segments.entries()) {
    if (segment !== null) path += `/${segment}`;
    else path += `/{${parameterName(path, segments[index - 1] ?? '')}}`;
  }
  return path;
}

function parameterName(pathBefore: string, collection: string): string {
  const exception = exceptions[pathBefore];
  if (exception) return exception;
  return singular(collection);
}

function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(noun)) return noun.slice(0, -2);
  return noun.replace(/s$/, '');
}
