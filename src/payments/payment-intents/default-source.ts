import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';

type Params = Pick<Stripe.PaymentIntentCreateParams, 'confirm' | 'confirmation_token' | 'customer'>;

/**
 * Returns the customer's default source, which pays if a PaymentIntent is confirmed on creation without a payment
 * method, for callers that migrated from charges.
 */
export async function defaultSource({ work }: Context, params: Params): Promise<PaymentMethod | null> {
  if (!params.confirm || params.confirmation_token !== undefined || params.customer === undefined) return null;
  const id = idOf((await work.get(customers, params.customer))?.default_source);
  return (id === null ? undefined : await work.get(paymentMethods, id)) ?? null;
}
