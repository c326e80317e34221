import type { Florin } from '../../src/florin.ts';
import type { Form } from './client.ts';

/** Asks a Florin in this process once, as a client would over HTTP, whatever comes of it. */
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
