import type { StripeError } from '@stripe/stripe-js';
import type { Answer, Merchant, Param, Params } from './protocol.ts';

/** A call of Florin's API from a browser, with a publishable key. */
interface ApiCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly params: Params;
}

/** Timeout of a call, in milliseconds. */
const TIMEOUT_MS = 80_000;

/** Calls Florin at `origin`. Never throws: returns the API's error, or an `api_connection_error` without a response. */
export async function callApi(origin: string, merchant: Merchant, { method, path, params }: ApiCall): Promise<Answer> {
  const form = encode(params).toString();
  const url = `${origin}${path}${method === 'GET' && form ? `?${form}` : ''}`;
  const headers: Record<string, string> = {
    authorization: `Bearer ${merchant.publishableKey}`,
    'stripe-version': merchant.apiVersion,
    ...(merchant.stripeAccount && { 'stripe-account': merchant.stripeAccount }),
    ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(method === 'POST' && { body: form }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const body = (await response.json()) as { error?: StripeError };
    return body.error ? { error: body.error } : { body };
  } catch {
    // Offline, an aborted connection and a response that is not JSON are the same to the page.
    return { error: connectionError() };
  }
}

/** The error of a call without a response. */
export function connectionError(): StripeError {
  return {
    type: 'api_connection_error',
    message: 'The connection to the payment server was lost. Check the network and try again.',
  };
}

/** Encodes parameters in the API's form encoding, with brackets for hashes and lists. Null values are left out. */
export function encode(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: Param): void => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) for (const [index, item] of value.entries()) add(`${name}[${index}]`, item);
    else if (typeof value === 'object') for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
    else form.append(name, String(value));
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return form;
}
