import type { StripeError } from '@stripe/stripe-js';
import type { PageChange, PageConfirmation, PaymentPage } from '../../src/shared/payment-page-view.ts';
import { callApi } from './call-api.ts';
import type { Params } from './protocol.ts';

export type PageAnswer =
  | { readonly page: PaymentPage; readonly error?: never }
  | { readonly page?: never; readonly error: StripeError };

/** A type without interfaces, which lack the index signature of `Params`. */
type Plain<T> = { readonly [Name in keyof T]: Plain<T[Name]> };

/** The calls of one checkout page. They return the page's new state or an error, and never throw. */
export interface PaymentPageCalls {
  read(): Promise<PageAnswer>;
  change(change: Plain<PageChange>): Promise<PageAnswer>;
  confirm(confirmation: Plain<PageConfirmation>): Promise<PageAnswer>;
  /** Detaches a saved card from the customer. */
  detach(paymentMethod: string): Promise<PageAnswer>;
}

/** Creates the calls of a page. `key` gives access to it: the session's id or client secret. */
export function paymentPageCalls(
  origin: string,
  { session, key, apiVersion }: { session: string; key: string; apiVersion: string },
): PaymentPageCalls {
  const path = `/v1/payment_pages/${session}`;
  async function call(method: 'GET' | 'POST', to: string, params: Params): Promise<PageAnswer> {
    const answer = await callApi(origin, { publishableKey: key, apiVersion }, { method, path: to, params });
    return answer.error ? { error: answer.error } : { page: answer.body as PaymentPage };
  }
  return {
    read: () => call('GET', path, {}),
    change: (change) => call('POST', path, change),
    confirm: (confirmation) => call('POST', `${path}/confirm`, confirmation),
    detach: (paymentMethod) => call('POST', `${path}/detach_payment_method`, { payment_method: paymentMethod }),
  };
}
