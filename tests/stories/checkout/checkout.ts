import type Stripe from 'stripe';
import type { Harness, Json } from '../../support/harness.ts';

/** A merchant with Checkout, and the pages of their customers. */
export interface Checkout {
  readonly stripe: Stripe;
  readonly eventTypes: Harness['eventTypes'];
  advance(span: string): Promise<void>;
  /** Returns the data of a session's page; `key` is the session's id or its client secret. */
  page(key: string): Promise<Json>;
  /** The customer changes something on the page. */
  change(key: string, form: Record<string, string>): Promise<Json>;
  /** The customer pays. Returns the page's data or the error. */
  confirm(key: string, form: Record<string, string>): Promise<Json>;
  /** The customer removes a saved card. */
  detach(key: string, method: string): Promise<Json>;
  /** The customer completes or fails the bank's challenge. */
  authenticate(challenge: string, choice: 'authorize' | 'fail'): Promise<void>;
  /** The customer approves on a wallet's page. Returns where they are redirected to. */
  approve(address: string): Promise<string>;
  /** Returns the page at an address. */
  read(address: string): Promise<string>;
  /** Returns the address that a page redirects to. */
  follow(address: string): Promise<string | null>;
  call(
    method: string,
    path: string,
    key?: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Json }>;
}

export function openCheckout(harness: Harness): Checkout {
  const path = (key: string) => `/v1/payment_pages/${key.split('_secret_')[0]}`;
  const post = async (key: string, call: string, form: Record<string, string>) =>
    (await harness.call('POST', `${path(key)}${call}`, form, { key })).body;
  const submit = (address: string, form: Record<string, string>) =>
    harness.florin.fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  return {
    stripe: harness.stripe,
    eventTypes: harness.eventTypes,
    advance: (span) => harness.florin.advance(span),
    page: async (key) => (await harness.call('GET', path(key), '', { key })).body,
    change: (key, form) => post(key, '', form),
    confirm: (key, form) => post(key, '/confirm', form),
    detach: (key, method) => post(key, '/detach_payment_method', { payment_method: method }),
    authenticate: async (challenge, choice) => void (await submit(challenge, { choice })),
    approve: async (address) => {
      const answer = await submit(address, { choice: 'authorize' });
      return answer.headers.get('location') ?? '';
    },
    read: async (address) => (await harness.florin.fetch(address)).text(),
    follow: async (address) => {
      const answer = await harness.florin.fetch(address, { redirect: 'manual' });
      return answer.headers.get('location');
    },
    call: (method, where, key, headers = {}) =>
      harness.call(method, where, '', { ...(key !== undefined && { key }), headers }),
  };
}
