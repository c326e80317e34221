import type { PaymentMethodModule } from '../method.ts';
import { captureWithin, redirectMethod } from './redirect.ts';

type Own = Pick<PaymentMethodModule, 'type' | 'rank' | 'label' | 'currencies' | 'countries'> &
  Partial<PaymentMethodModule> & {
    /** Days in which an authorization can be captured; absent if it cannot be. */
    readonly capturedWithinDays?: number;
  };

/** Declares a lender: the payer agrees on its page to pay later, and the merchant is paid now. */
export function lender({ capturedWithinDays, ...own }: Own): PaymentMethodModule {
  return redirectMethod(
    {
      ...(capturedWithinDays !== undefined && { capture: captureWithin(capturedWithinDays) }),
      refund: { partial: true, withinDays: 180 },
      chargeDetails: (_method, _outcome, payment) => ({ transaction_id: payment.reference(16) }),
      ...own,
    },
    'payment_method_customer_decline',
  );
}
