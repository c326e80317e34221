import type Stripe from 'stripe';
import { customers } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { patch } from '../kernel/patch.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { shippingOf } from '../payment-methods/shipping.ts';
import type { Charge } from './type.ts';

/** Updates a charge. Its customer and transfer group can be set once. */
export async function updateCharge(
  { work }: Context,
  current: Charge,
  params: Stripe.ChargeUpdateParams,
): Promise<Charge> {
  checkSetOnce('customer', idOf(current.customer), params.customer);
  checkSetOnce('transfer_group', current.transfer_group, params.transfer_group);
  if (params.customer) await work.require(customers, params.customer, 'customer');
  const changed = patch<Charge, Stripe.ChargeUpdateParams>(current, params, {
    description: true,
    receipt_email: true,
    shipping: shippingOf,
  });
  const updated: Charge = {
    ...changed,
    customer: params.customer || current.customer,
    fraud_details: params.fraud_details
      ? ({ user_report: params.fraud_details.user_report || undefined } as Stripe.Charge.FraudDetails)
      : current.fraud_details,
    metadata: mergeMetadata(current.metadata, params.metadata),
    transfer_group: params.transfer_group || current.transfer_group,
  };
  const previous = previousAttributes(current, updated);
  if (Object.keys(previous).length === 0) return current;
  work.save(updated);
  work.emit('charge.updated', updated, previous);
  return updated;
}

function checkSetOnce(param: 'customer' | 'transfer_group', present: string | null, change: string | undefined): void {
  if (change === undefined || present === null || change === present) return;
  throw invalidRequest(`A charge's ${param} cannot be changed once it is set (it is ${present}).`, { param });
}
