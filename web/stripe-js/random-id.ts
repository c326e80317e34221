/** Returns a unique id. Pages without TLS have no `crypto.randomUUID`, and shops are tested on those too. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
