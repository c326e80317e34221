import type { MoneyFlow } from '../../network/type.ts';
import type { MethodSetup, PaymentMethodModule } from '../method.ts';
import { approval } from './refusals.ts';

/** Approved on a page; the money is there at once, and goes back at once. */
export const APPROVED_ON_PAGE: MoneyFlow = { payer: 'approves', settlesAfterSeconds: 0, refunds: 'at_once' };

/** What a payer who was sent away has until the page is closed: an hour. */
export const PAGE_SECONDS = 3_600;

const DAY_SECONDS = 86_400;

/** Cannot be authorized now and captured later. */
export const NO_LATER_CAPTURE = { manual: false, partial: false, holdsSeconds: 0 };

/** Captured later, within so many days. */
export function captureWithin(days: number, partial = true): PaymentMethodModule['capture'] {
  return { manual: true, partial, holdsSeconds: days * DAY_SECONDS };
}

/** Set up on the same page without paying, and nothing more to tell of it. */
export const PLAIN_SETUP: MethodSetup = { attemptDetails: () => ({}) };

/** What a method of this kind cannot leave to the kind. */
type Own = Pick<PaymentMethodModule, 'type' | 'label' | 'currencies' | 'countries'> & Partial<PaymentMethodModule>;

/** A method whose payer is sent to its own page to approve, and comes back. `own` is what is its own. */
export function redirectMethod(own: Own, refusal?: string): PaymentMethodModule {
  const { type, label } = own;
  return {
    amounts: {},
    flow: 'redirect',
    moneyFlow: APPROVED_ON_PAGE,
    onByDefault: false,
    delayed: false,
    reusable: false,
    setupFutureUsage: ['none'],
    capture: NO_LATER_CAPTURE,
    refund: { partial: true },
    chargePrefix: 'py',
    actionSeconds: PAGE_SECONDS,
    defaultOptions: {},
    make: () => ({ details: {}, instrument: { type } }),
    chargeDetails: () => ({}),
    next: approval(label, refusal),
    ...own,
  };
}
