import type Stripe from 'stripe';
import { previousAttributes } from '../../kernel/changes.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { shippingOf } from '../shipping.ts';
import { type Charge, charges } from './type.ts';

/** The list that a filter of `GET /v1/charges` walks: the narrowest first. */
function walked(params: Stripe.ChargeListParams): string | undefined {
  if (params.payment_intent !== undefined) return `payment_intent/${params.payment_intent}`;
  if (params.transfer_group !== undefined) return `transfer_group/${params.transfer_group}`;
  if (params.customer !== undefined) return `customer/${params.customer}`;
  return undefined;
}

export const chargeOperations: Operation[] = resource(
  charges,
  { collection: '/v1/charges', item: '/v1/charges/{charge}' },
  {
    retrieve: true,
    async update({ work }, current, params) {
      refuseUnsupported(params, ['customer', 'transfer_group']);
      const updated: Charge = {
        ...current,
        description: params.description === undefined ? current.description : params.description || null,
        fraud_details: params.fraud_details
          ? ({ user_report: params.fraud_details.user_report || undefined } as Stripe.Charge.FraudDetails)
          : current.fraud_details,
        metadata: mergeMetadata(current.metadata, params.metadata),
        receipt_email: params.receipt_email === undefined ? current.receipt_email : params.receipt_email || null,
        shipping: params.shipping === undefined ? current.shipping : shippingOf(params.shipping),
      };
      const previous = previousAttributes(current, updated);
      if (Object.keys(previous).length === 0) return current;
      work.save(updated);
      work.emit('charge.updated', updated, previous);
      return updated;
    },
    list: (params) => {
      const by = walked(params);
      return {
        ...(by !== undefined && { by }),
        keep: (charge: Charge) =>
          (params.customer === undefined || charge.customer === params.customer) &&
          (params.transfer_group === undefined || charge.transfer_group === params.transfer_group),
      };
    },
  },
);
