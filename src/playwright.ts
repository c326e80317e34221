export { florinFixture, newWorld } from './test-runners/fixture.ts';
export type { EventOptions, World, WorldEvent } from './test-runners/world.ts';

import { atFlorin, isMeasurement, STRIPE_HOSTS, sourceAtFlorin } from './test-runners/hosts.ts';

/**
 * `florin/playwright`: for tests of pages that load Stripe.js from its official host, or lead to Checkout, the dashboard
 * or Connect at theirs. One line sends what they ask of Stripe's hosts to a Florin; the pages stay as they are.
 *
 *     await routeStripe(page, 'http://127.0.0.1:12111');
 */

/** The required part of a Playwright page or context, the same in every version. */
export interface Routable {
  route(url: RegExp, handler: (route: StripeRoute) => Promise<void>): Promise<unknown>;
}

interface StripeRoute {
  request(): { url(): string; isNavigationRequest(): boolean; headers(): { [name: string]: string } };
  fetch(options: { url: string; headers?: { [name: string]: string }; maxRedirects?: number }): Promise<FlorinResponse>;
  fulfill(options: { response: never } | { status: number; body: string; contentType?: string }): Promise<void>;
}

interface FlorinResponse {
  headers(): { readonly [name: string]: string };
}

/** Sends requests of a page (or of all pages of a context) for Stripe's hosts to the Florin at `florin`. */
export async function routeStripe(target: Routable, florin: string): Promise<void> {
  await target.route(STRIPE_HOSTS, async (route) => {
    const request = route.request();
    const asked = request.url();
    if (isMeasurement(asked)) return route.fulfill({ status: 204, body: '' });
    const url = atFlorin(asked, florin);
    // Playwright's own response goes from `fetch` to `fulfill` as it is.
    const pass = (response: FlorinResponse) => route.fulfill({ response: response as never });
    if (!request.isNavigationRequest()) return pass(await route.fetch({ url }));
    const headers = { ...request.headers(), ...sourceAtFlorin(request.headers(), florin) };
    const response = await route.fetch({ url, headers, maxRedirects: 0 });
    const { location } = response.headers();
    if (location === undefined) return pass(response);
    // A page that leads on: not every browser takes a redirect from a route, and `fetch` would follow it under this address.
    const next = JSON.stringify(new URL(location, asked)).replaceAll('<', '\\u003c');
    return route.fulfill({ status: 200, contentType: 'text/html', body: `<script>location.replace(${next})</script>` });
  });
}
