import type { MoneyFlow } from '../../network/type.ts';
import type { PaymentMethodModule, Signal, Verdict } from '../method.ts';
import { NO_LATER_CAPTURE } from './redirect.ts';

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

/** Where payments go whose payer is shown how to pay. */
export function paidLater(label: string): (signal: Signal) => Verdict {
  return (signal) => {
    if (signal === 'authorized') return { move: 'authorize' };
    if (signal === 'expired') {
      return {
        move: 'fail',
        code: 'payment_intent_payment_attempt_expired',
        message: `The customer did not pay with ${label} in time.`,
      };
    }
    return {
      move: 'fail',
      code: 'payment_intent_payment_attempt_failed',
      message: `The payment with ${label} failed. Offer another payment method, or try again.`,
    };
  };
}

type Own = Pick<PaymentMethodModule, 'type' | 'label' | 'currencies' | 'countries' | 'nextAction'> &
  Partial<PaymentMethodModule>;

const COMMON = {
  amounts: {},
  onByDefault: false,
  reusable: false,
  setupFutureUsage: ['none'],
  capture: NO_LATER_CAPTURE,
  chargePrefix: 'py',
  actionSeconds: null,
  defaultOptions: {},
  chargeDetails: () => ({}),
} as const satisfies Partial<PaymentMethodModule>;

/** Vouchers are paid in shops and at counters, as payers of test mode have it in their e-mail. */
const VOUCHER: MoneyFlow = { payer: 'pays', settlesAfterSeconds: 0, refunds: 'asks_payer', payerActsByEmail: true };

/** A method that gives its payer something to pay with elsewhere, within days. `own` is what is its own. */
export function voucher(own: Own): PaymentMethodModule {
  const { type, label } = own;
  return {
    ...COMMON,
    flow: 'voucher',
    moneyFlow: VOUCHER,
    delayed: true,
    refund: { partial: true },
    requires: ['name', 'email'],
    make: () => ({ details: {}, instrument: { type } }),
    next: paidLater(label),
    ...own,
  };
}

/** A method whose payer reads a code with their phone. `own` is what is its own. */
export function qrCode(own: Own): PaymentMethodModule {
  const { type, label } = own;
  return {
    ...COMMON,
    flow: 'qr_code',
    moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'at_once' },
    delayed: false,
    refund: { partial: true },
    make: () => ({ details: {}, instrument: { type } }),
    next: paidLater(label),
    ...own,
  };
}

/** The last second of the day that is so many days from now, where clocks are `utcOffsetHours` ahead of UTC. */
export function endOfDay(nowSeconds: number, days: number, utcOffsetHours: number): number {
  const local = nowSeconds + utcOffsetHours * HOUR_SECONDS;
  return (Math.floor(local / DAY_SECONDS) + days + 1) * DAY_SECONDS - 1 - utcOffsetHours * HOUR_SECONDS;
}

/** Whether a payer of test mode lets a voucher expire as soon as they have it. */
export function expiresAtOnce(email: string | null): boolean {
  return /expire_immediately@/i.test(email ?? '');
}
