import type { StripeCheckoutSession, StripeError } from '@stripe/stripe-js';
import type { PageChange, PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { type PageAnswer, type PaymentPageCalls, paymentPageCalls } from '../../shared/payment-page.ts';
import type { Page } from '../page.ts';
import { type CustomerData, clientSession } from './client-session.ts';
import { sessionOf } from './session-of.ts';

/** The state of a session in a merchant's page: Florin's data of it, and the data that the page has set. */
export interface CheckoutState {
  readonly calls: PaymentPageCalls;
  /** The client secret, which gives access to the session. */
  readonly key: string;
  page(): PaymentPage;
  customer(): CustomerData;
  session(): StripeCheckoutSession;
  /** Applies new data and notifies the listeners. */
  take(page: PaymentPage | undefined, customer?: Partial<CustomerData>): void;
  /** Marks the elements as complete or incomplete. */
  setEntered(isEntered: boolean): void;
  change(change: PageChange, customer?: Partial<CustomerData>): Promise<StripeError | undefined>;
  reload(): Promise<PaymentPage | undefined>;
}

/** Loads the session of a client secret. Resolves with an error if that fails. */
export async function openState(
  page: Page,
  clientSecret: string,
  {
    customer: first,
    onChange,
  }: { customer: Partial<CustomerData>; onChange: (page: PaymentPage, session: StripeCheckoutSession) => void },
): Promise<{ state: CheckoutState; error?: never } | { state?: never; error: StripeError }> {
  const session = sessionOf(clientSecret, 'initCheckoutElementsSdk');
  const calls = paymentPageCalls(page.origin, { session, key: clientSecret, apiVersion: page.merchant.apiVersion });
  const opened = await calls.read();
  if (opened.error) return { error: opened.error };

  let current = opened.page;
  let customer: CustomerData = { ...NOTHING, ...first };
  let isEntered = !opened.page.needs_payment_method;
  let queue: Promise<unknown> = Promise.resolve();
  const tag = page.locale === 'auto' ? navigator.language : page.locale;

  /** Runs calls one at a time, so that the last response is shown last. */
  function inTurn(call: () => Promise<PageAnswer>): Promise<PageAnswer> {
    const next = queue.then(call);
    queue = next;
    return next;
  }

  const state: CheckoutState = {
    calls,
    key: clientSecret,
    page: () => current,
    customer: () => customer,
    session: () => clientSession(current, { customer, isEntered, tag }),
    take(next, more) {
      current = next ?? current;
      customer = { ...customer, ...more };
      onChange(current, state.session());
    },
    setEntered(to) {
      if (to === isEntered) return;
      isEntered = to;
      onChange(current, state.session());
    },
    async change(change, more) {
      const answer = await inTurn(() => calls.change(change));
      if (answer.error) return answer.error;
      state.take(answer.page, more);
      return undefined;
    },
    async reload() {
      const answer = await inTurn(calls.read);
      if (answer.page) state.take(answer.page);
      return answer.page;
    },
  };
  return { state };
}

const NOTHING: CustomerData = {
  email: null,
  phoneNumber: null,
  billingAddress: null,
  shippingAddress: null,
  individualName: null,
  businessName: null,
  taxIdInfo: null,
};
