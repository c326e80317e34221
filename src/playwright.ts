/**
 * `florin/playwright`: for tests of pages that load Stripe.js from its official host. One line sends what they ask of
 * Stripe's hosts to a Florin; the pages stay as they are.
 *
 *     await routeStripe(page, 'http://127.0.0.1:12111');
 */

/** The required part of a Playwright page or context, the same in every version. */
export interface Routable {
  route(url: RegExp, handler: (route: StripeRoute) => Promise<void>): Promise<unknown>;
}

interface StripeRoute {
  request(): { url(): string };
  fetch(options: { url: string }): Promise<unknown>;
  // Playwright's own response goes from `fetch` to `fulfill` as it is.
  fulfill(options: { response: never } | { status: number; body: string }): Promise<void>;
}

/** The hosts of the script and its frames, of the API, and of measurements that Florin has no use for. */
const HOSTS = /^https:\/\/(?:js|api|m|r|q|hooks|merchant-ui-api)\.stripe\.(?:com|network)\//;
const MEASUREMENTS = /^https:\/\/(?:m|r|q|merchant-ui-api)\.stripe\./;

/** Sends requests of a page (or of all pages of a context) for Stripe's hosts to the Florin at `florin`. */
export async function routeStripe(target: Routable, florin: string): Promise<void> {
  const { origin } = new URL(florin);
  await target.route(HOSTS, async (route) => {
    const asked = route.request().url();
    if (MEASUREMENTS.test(asked)) return route.fulfill({ status: 204, body: '' });
    const { pathname, search } = new URL(asked);
    const response = await route.fetch({ url: `${origin}${pathname}${search}` });
    return route.fulfill({ response: response as never });
  });
}
