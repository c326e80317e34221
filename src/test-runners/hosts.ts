/** Stripe's hosts that Florin answers for, each under the same paths. */
const SERVED = [
  'api',
  'billing',
  'buy',
  'checkout',
  'connect',
  'connect-js',
  'dashboard',
  'files',
  'hooks',
  'invoice',
  'js',
  'meter-events',
  'pay',
  'payments',
];
/** Hosts of measurements that Florin has no use for. */
const MEASURING = ['m', 'merchant-ui-api', 'q', 'r'];

const pattern = (names: readonly string[]) => `^https://(?:${names.join('|')})\\.stripe\\.(?:com|network)/`;

/** Matches URLs of all these hosts. */
export const STRIPE_HOSTS = new RegExp(pattern([...SERVED, ...MEASURING]));
const MEASUREMENTS = new RegExp(pattern(MEASURING));

/** True for requests that get an empty response. */
export function isMeasurement(url: string): boolean {
  return MEASUREMENTS.test(url);
}

/** Returns the address at the Florin at `florin` that answers for an address of Stripe's. */
export function atFlorin(url: string, florin: string): string {
  const { pathname, search } = new URL(url);
  return `${new URL(florin).origin}${pathname}${search}`;
}

/**
 * Returns the `Origin` and `Referer` of a page that another one of Stripe's hosts opens, as Florin would see them. Calls of
 * scripts keep theirs: the browser compares them with the response.
 */
export function sourceAtFlorin(headers: Readonly<Record<string, unknown>>, florin: string): Record<string, string> {
  const { origin, referer } = headers;
  const isStripe = (value: unknown): value is string => typeof value === 'string' && STRIPE_HOSTS.test(`${value}/`);
  return {
    ...(isStripe(origin) && { origin: new URL(florin).origin }),
    ...(isStripe(referer) && { referer: atFlorin(referer, florin) }),
  };
}
