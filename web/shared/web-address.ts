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
