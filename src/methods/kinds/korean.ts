import type { PaymentMethodModule } from '../method.ts';
import { captureWithin, redirectMethod } from './redirect.ts';
import { reusableWallet } from './wallet.ts';

/** Terms common to South Korean cards and wallets: won only, full capture, refunds for a year. */
const KOREAN = {
  currencies: ['krw'],
  countries: ['KR'],
  capture: captureWithin(7, false),
  refund: { partial: true, withinDays: 365 },
  chargeDetails: (_method, _outcome, payment) => ({
    buyer_id: payment.reference(16),
    transaction_id: payment.reference(20),
  }),
} as const satisfies Partial<PaymentMethodModule>;

type Own = Pick<PaymentMethodModule, 'type' | 'rank' | 'label'> & Partial<PaymentMethodModule>;

/** Declares a single-use one. */
export function koreanWallet(own: Own): PaymentMethodModule {
  return redirectMethod({ ...KOREAN, ...own });
}

/** Declares a reusable one. */
export function reusableKoreanWallet(own: Own): PaymentMethodModule {
  return reusableWallet({ ...KOREAN, ...own });
}
