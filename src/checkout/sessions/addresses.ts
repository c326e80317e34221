import { storedUrl } from '../../shared/caller-urls.ts';
import type { CheckoutSession } from './type.ts';

/**
 * Placeholder for the session's id in a merchant's URL; encoded braces are the merchant's own text: https://docs.stripe.com/payments/checkout/custom-success-page
 */
const TEMPLATE = '{CHECKOUT_SESSION_ID}';

/** A merchant's address as payers are sent to it. */
function withSessionId(url: string, id: string): string {
  return url.replaceAll(TEMPLATE, id);
}

/** Returns the redirect of a completed session; null if the payer stays on the page or the embedding one. */
export function afterUrl(session: CheckoutSession): string | null {
  const url = session.internal.returnUrl ?? session.success_url ?? session.return_url;
  // A session stored by an older version may hold a URL that does not fit into a header.
  const address = url ? (storedUrl(withSessionId(url, session.id), 'return') ?? null) : null;
  const { urlParams } = session.internal;
  return address !== null && urlParams ? withParams(address, urlParams) : address;
}

/** The address with parameters in its query. Those that it has already stay as they are. */
function withParams(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params))
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

/** The page of a hosted session. */
export function pageUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/c/pay/${id}`;
}

/** Returns the URL to which banks and wallets redirect; it continues to the merchant or back to the page. */
export function returnUrl(baseUrl: string, id: string): string {
  return `${baseUrl}/c/return/${id}`;
}
