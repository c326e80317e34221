import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { MoneyFlow } from '../../network/type.ts';
import type { MethodSetup, PaymentMethodModule } from '../method.ts';
import { approval } from './refusals.ts';

/** Terms of a redirect: approved on a page; payments and refunds succeed at once. */
export const APPROVED_ON_PAGE: MoneyFlow = { payer: 'approves', settlesAfterSeconds: 0, refunds: 'at_once' };

/** The payer's time on the page, in seconds. */
const PAGE_SECONDS = 3_600;

/** Without manual capture. */
export const NO_LATER_CAPTURE = { manual: false, partial: false, holdsSeconds: 0 };

/** With manual capture within the given days. */
export function captureWithin(days: number, partial = true): PaymentMethodModule['capture'] {
  return { manual: true, partial, holdsSeconds: days * DAY_SECONDS };
}

/** Setup on the same page, without details of its own. */
export const PLAIN_SETUP: MethodSetup = { attemptDetails: () => ({}) };

/** The required declarations of a method of this kind. */
type Own = Pick<PaymentMethodModule, 'type' | 'rank' | 'label' | 'currencies' | 'countries'> &
  Partial<PaymentMethodModule>;

/** Declares a redirect: the payer approves on its page and returns. `own` overrides the defaults. */
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
