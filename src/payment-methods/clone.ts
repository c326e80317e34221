import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { type PaymentMethod, paymentMethods } from './type.ts';
import { checkUsable } from './usable.ts';

type Params = Pick<Stripe.PaymentMethodCreateParams, 'customer' | 'metadata' | 'payment_method'>;

/**
 * Clones a payment method of the platform to the connected account of the request, which then charges it. The clone has
 * no customer. One without a customer on the platform is used up by being shared
 * (https://docs.stripe.com/connect/direct-charges-multiple-accounts).
 */
export async function clonePaymentMethod({ work }: Context, params: Params): Promise<PaymentMethod> {
  const { customer = null, payment_method: id } = params;
  if (work.connected === null) {
    throw invalidRequest(
      'Payment methods can only be cloned to a connected account. Name the account in the Stripe-Account header.',
      { param: id === undefined ? 'customer' : 'payment_method' },
    );
  }
  if (id === undefined) throw parameterMissing('payment_method');
  const platform = work.for(work.world);
  const original = await platform.require(paymentMethods, id, 'payment_method');
  checkUsable(original, customer);
  if (original.customer === null) platform.save({ ...original, internal: { ...original.internal, spent: true } });
  const { legacy: _, mandate: __, ...internal } = original.internal;
  return work.insert<PaymentMethod>(paymentMethods, {
    ...original,
    id: work.newId(paymentMethods.prefix),
    created: work.now,
    customer: null,
    metadata: mergeMetadata({}, params.metadata),
    internal: { ...internal, spent: false, setUpForOffSession: false },
  });
}
