import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export const refunds: ResourceType<Stripe.Refund> = {
  object: 'refund',
  prefix: 're',
  noun: 'refund',
  idParam: 'id',
  filters: {
    charge: { listed: true, of: (refund) => idOf(refund.charge) },
    payment_intent: { listed: true, of: (refund) => idOf(refund.payment_intent) },
  },
};

/** The payment to lock for a refund. */
export async function paymentOfRefund({ work }: Context, id: string): Promise<string[]> {
  const refund = await work.peek(refunds, id);
  return refund ? [idOf(refund.payment_intent) ?? idOf(refund.charge) ?? id] : [];
}
