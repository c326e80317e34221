/** True for an http or https address. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** Schemes that would run or show something on behalf of the page that opens them. */
const OWN = new Set(['javascript:', 'data:', 'blob:', 'vbscript:']);

/** True if a browser may navigate to an address: to a website or a merchant's app, never to a script. */
export function leadsAway(url: string): boolean {
  return URL.canParse(url) && !OWN.has(new URL(url).protocol);
}

/** The pages of Florin that payers are sent to (see src/pages/authorize). */
const PAYERS_PAGE = /^\/authorize\/acct_\w+\/pa_nonce_\w+$/;

/**
 * Returns the address of a payer's page on the host that the merchant's page uses for Florin. Its own host is the one
 * that the merchant's server uses, which a browser may not reach. Other addresses stay as they are.
 */
export function onHostOf(origin: string, url: string): string {
  if (!isWebAddress(url)) return url;
  const { pathname, search } = new URL(url);
  return PAYERS_PAGE.test(pathname) ? `${origin}${pathname}${search}` : url;
}
