import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { MoneyFlow } from '../../network/type.ts';
import type { PaymentMethodModule, Signal, Verdict } from '../method.ts';
import { NO_LATER_CAPTURE } from './redirect.ts';

const HOUR_SECONDS = 3_600;

/** Next states of payments with displayed instructions. */
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

type Own = Pick<PaymentMethodModule, 'type' | 'rank' | 'label' | 'currencies' | 'countries' | 'nextAction'> &
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

/** Voucher payments in test mode depend on the payer's e-mail address. */
const VOUCHER: MoneyFlow = {
  payer: 'pays',
  settlesAfterSeconds: 0,
  refunds: 'asks_payer',
  payerActs: 'with_a_voucher',
};

/** Declares a voucher that the payer pays elsewhere within days. `own` overrides the defaults. */
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

/** Declares a method whose payer scans a QR code. `own` overrides the defaults. */
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

/** Returns the last second of the day `days` from now, in a time zone `utcOffsetHours` ahead of UTC. */
export function endOfDay(nowSeconds: number, days: number, utcOffsetHours: number): number {
  const local = nowSeconds + utcOffsetHours * HOUR_SECONDS;
  return (Math.floor(local / DAY_SECONDS) + days + 1) * DAY_SECONDS - 1 - utcOffsetHours * HOUR_SECONDS;
}

/** True if the test payer lets the voucher expire at once. */
export function expiresAtOnce(email: string | null): boolean {
  return /expire_immediately@/i.test(email ?? '');
}
