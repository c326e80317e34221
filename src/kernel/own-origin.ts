/**
 * True if the page that sent a request is Florin's own: its `Origin` is the address of this Florin, or the host that the
 * request was sent to.
 */
export function isOwnOrigin(origin: string, baseUrl: string, host: string | undefined): boolean {
  return origin === baseUrl || (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`));
}
