import type { Florin } from '../../src/florin.ts';
import type { Form } from './client.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly form?: Form;
  readonly idempotencyKey?: string;
  /** The connected account that the request acts for. */
  readonly account?: string;
}

/** Sends one request to a Florin in this process, as a client would over HTTP, and returns any response. */
export function askFlorin(
  florin: Florin,
  key: string,
  { method, path, form, idempotencyKey, account }: Asked,
): Promise<Response> {
  return florin.fetch(`http://florin.test${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(account !== undefined && { 'stripe-account': account }),
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
}
