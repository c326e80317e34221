import type Stripe from 'stripe';
import { customers } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { shippingOf } from '../payment-methods/shipping.ts';
import type { Charge } from './type.ts';

/** Changes what may change of a charge. Its customer and transfer group can be said once and then stay. */
export async function updateCharge(
  { work }: Context,
  current: Charge,
  params: Stripe.ChargeUpdateParams,
): Promise<Charge> {
  checkSetOnce('customer', idOf(current.customer), params.customer);
  checkSetOnce('transfer_group', current.transfer_group, params.transfer_group);
  if (params.customer) await work.require(customers, params.customer, 'customer');
  const updated: Charge = {
    ...current,
    customer: params.customer || current.customer,
    description: params.description === undefined ? current.description : params.description || null,
    fraud_details: params.fraud_details
      ? ({ user_report: params.fraud_details.user_report || undefined } as Stripe.Charge.FraudDetails)
      : current.fraud_details,
    metadata: mergeMetadata(current.metadata, params.metadata),
    receipt_email: params.receipt_email === undefined ? current.receipt_email : params.receipt_email || null,
    shipping: params.shipping === undefined ? current.shipping : shippingOf(params.shipping),
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
