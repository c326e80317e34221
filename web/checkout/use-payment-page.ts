import type { StripeError } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageChange, PageConfirmation, PaymentPage } from '../../src/shared/payment-page-view.ts';
import { connectionError } from '../shared/call-api.ts';
import { followPayment, isUnderWay, refusalOf } from '../shared/follow-payment.ts';
import type { PageAnswer, PaymentPageCalls } from '../shared/payment-page.ts';
import type { Host } from './host.ts';

/** The state of a checkout page and its actions, which run one at a time in the order of their calls. */
export interface OpenCheckout {
  readonly page: PaymentPage;
  /** True while a payment is being confirmed. */
  readonly busy: boolean;
  /** The error of the last attempt to pay. */
  readonly error: StripeError | undefined;
  /** Returns the error if the change was refused. */
  change(change: PageChange): Promise<StripeError | undefined>;
  detach(paymentMethod: string): Promise<StripeError | undefined>;
  /** Pays, unless a payment is in progress. Returns the refusal, if any. */
  pay(confirmation: PageConfirmation): Promise<StripeError | undefined>;
  /** Resumes a payment that waits for the customer elsewhere. */
  resume(): Promise<StripeError | undefined>;
}

export function usePaymentPage(first: PaymentPage, calls: PaymentPageCalls, host: Host): OpenCheckout {
  const [page, show] = useState(first);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<StripeError | undefined>(refusalOf(first));
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const paying = useRef(false);
  // True if the outcome of an attempt is unknown. The next attempt then checks the session first.
  const unsure = useRef(false);

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = queue.current.then(work);
    queue.current = next;
    return next;
  }

  async function ask(call: () => Promise<PageAnswer>): Promise<StripeError | undefined> {
    const answer = await inTurn(call);
    if (!answer.error) {
      show(answer.page);
      return undefined;
    }
    // The session may have been paid elsewhere or expired; continue from its current state.
    if (!isLost(answer.error)) await reload();
    return answer.error;
  }

  async function reload(): Promise<PaymentPage | undefined> {
    const answer = await inTurn(calls.read);
    if (answer.page) show(answer.page);
    return answer.page;
  }

  function follow(from: PaymentPage): Promise<StripeError | undefined> {
    show(from);
    return followPayment(from, { reload, challenge: host.challenge, leave: host.leave });
  }

  async function attempt(confirmation: PageConfirmation): Promise<StripeError | undefined> {
    if (unsure.current) {
      const now = await reload();
      if (!now) return connectionError();
      unsure.current = false;
      if (isUnderWay(now)) return follow(now);
    }
    const answer = await inTurn(() => calls.confirm(confirmation));
    if (answer.page) return follow(answer.page);
    const now = await reload();
    // A refused session may be paid in another tab, and a lost request may have arrived.
    const hasProgressed = now && (isLost(answer.error) ? isUnderWay(now) : now.status !== 'open');
    return hasProgressed ? follow(now) : answer.error;
  }

  async function once(work: () => Promise<StripeError | undefined>): Promise<StripeError | undefined> {
    if (paying.current) return undefined;
    paying.current = true;
    setBusy(true);
    setError(undefined);
    try {
      const refused = await work();
      if (refused && isLost(refused)) unsure.current = true;
      setError(refused);
      return refused;
    } finally {
      paying.current = false;
      setBusy(false);
    }
  }

  // Resumes an authentication that was interrupted by a reload.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the page was opened with
  useEffect(() => {
    if (first.payment?.challenge_url) void once(() => follow(first));
  }, []);
  // The back button may restore a page from before the payment; load its current state.
  useEffect(() => {
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (persisted) location.reload();
    };
    addEventListener('pageshow', shown);
    return () => removeEventListener('pageshow', shown);
  }, []);

  return {
    page,
    busy,
    error,
    change: (change) => ask(() => calls.change(change)),
    detach: (paymentMethod) => ask(() => calls.detach(paymentMethod)),
    pay: (confirmation) => once(() => attempt(confirmation)),
    resume: () => once(() => follow(page)),
  };
}

function isLost(error: StripeError): boolean {
  return error.type === 'api_connection_error';
}
