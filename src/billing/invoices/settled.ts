import type { Context } from '../../kernel/context.ts';
import type { Invoice } from './type.ts';

/** An invoice as it is once nothing remains to be paid. */
export function settled({ work }: Context, invoice: Invoice): Invoice {
  return {
    ...invoice,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: work.now },
  };
}
