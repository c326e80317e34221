import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export const refunds: ResourceType<Stripe.Refund> = {
  object: 'refund',
  prefix: 're',
  noun: 'refund',
  idParam: 'id',
  listedBy: (refund) => [
    ...(refund.charge === null ? [] : [`charge/${String(refund.charge)}`]),
    ...(refund.payment_intent === null ? [] : [`payment_intent/${String(refund.payment_intent)}`]),
  ],
};

/** The refund once nobody else decides on its payment. Throws when there is no such refund. */
export async function waitForRefund(context: Context, id: string): Promise<Stripe.Refund> {
  const seen = await context.work.peek(refunds, id);
  if (seen) await context.lock(idOf(seen.payment_intent) ?? idOf(seen.charge) ?? id);
  return context.work.require(refunds, id);
}
