/** The response to a GET. */
export interface Reading {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
}

/** The contents of an older Florin's data folder or database, as read by a client before it was stopped. */
export interface Readings {
  /** Time of the stop, in wall-clock milliseconds. */
  readonly at: number;
  readonly baseUrl: string;
  readonly keys: readonly string[];
  readonly readings: readonly Reading[];
}

/** All reads use one version, whatever the server's default. */
export const VERSION = '2026-10-28.endive';

const LISTS = [
  'accounts',
  'application_fees',
  'balance',
  'balance_transactions',
  'billing/meters',
  'billing_portal/configurations',
  'charges',
  'checkout/sessions',
  'coupons',
  'credit_notes',
  'customers',
  'disputes',
  'events',
  'file_links',
  'files',
  'invoice_payments',
  'invoiceitems',
  'invoices',
  'payment_intents',
  'payment_links',
  'payouts',
  'plans',
  'prices',
  'prices?type=recurring',
  'prices?active=false',
  'products',
  'products?active=true&shippable=true',
  'promotion_codes',
  'promotion_codes?code=SUN',
  'quotes',
  'refunds',
  'setup_intents',
  'shipping_rates',
  'subscription_schedules',
  'subscriptions?status=all',
  'tax_rates',
  'topups',
  'transfers',
  'webhook_endpoints',
];

const SEARCHES = [
  'customers/search?query=email:"jenny@shop.example"',
  'payment_intents/search?query=metadata["order"]:"o-2000"',
  'prices/search?query=active:"true"',
  'products/search?query=name~"post"',
];

const OF_A_CUSTOMER = [
  'balance_transactions',
  'cash_balance',
  'cash_balance_transactions',
  'payment_methods',
  'sources',
  'tax_ids',
];

type Ask = (path: string, key: string) => Promise<unknown>;

/** Reads a world: lists, objects of customers, searches, and each listed object. */
export async function readWorld(get: Ask, key: string): Promise<Reading[]> {
  const readings: Reading[] = [];
  const read = async (path: string): Promise<unknown> => {
    const body = await get(path, key);
    readings.push({ key, path, body });
    return body;
  };
  for (const list of LISTS) {
    const body = await read(`/v1/${withLimit(list)}`);
    // Events contain their objects; a few are enough.
    const data = dataOf(body).slice(0, list === 'events' ? 5 : undefined);
    if (!list.includes('?')) for (const { id } of data) await read(`/v1/${list}/${id}`);
    if (list !== 'customers') continue;
    for (const { id } of data) for (const more of OF_A_CUSTOMER) await read(`/v1/customers/${id}/${more}`);
  }
  for (const search of SEARCHES) await read(`/v1/${search}`);
  return readings;
}

function withLimit(list: string): string {
  if (list === 'balance') return list;
  return `${list}${list.includes('?') ? '&' : '?'}limit=100`;
}

function dataOf(body: unknown): { id: string }[] {
  return (body as { data?: { id: string }[] }).data ?? [];
}

/** Returns a function that sends requests with `fetch` and throws on errors. */
export function asking(fetch: (url: string, init: RequestInit) => Promise<Response>, url: string): Ask {
  return async (path, key) => {
    const headers = { authorization: `Bearer ${key}`, 'stripe-version': VERSION };
    const response = await fetch(`${url}${path}`, { headers });
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
}
