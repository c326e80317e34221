/** Whether an address is one of the web. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** Addresses that would run or show something in the name of the page that opens them. */
const OWN = new Set(['javascript:', 'data:', 'blob:', 'vbscript:']);

/** Whether a browser may be sent to an address: to the web, or to an app of the merchant's, and never to a script. */
export function leadsAway(url: string): boolean {
  return URL.canParse(url) && !OWN.has(new URL(url).protocol);
}
