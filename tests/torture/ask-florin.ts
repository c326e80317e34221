import type { Florin } from '../../src/florin.ts';
import type { Form } from './client.ts';

/** Sends one request to a Florin in this process, as a client would over HTTP, and returns any response. */
export function askFlorin(
  florin: Florin,
  key: string,
  { method, path, form, idempotencyKey }: { method: string; path: string; form?: Form; idempotencyKey?: string },
): Promise<Response> {
  return florin.fetch(`http://florin.test${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
}
