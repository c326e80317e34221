import type Stripe from 'stripe';
import { customers } from '../customers/type.ts';
import { checkNamed } from '../kernel/list.ts';
import type { Operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { paymentIntents } from '../payments/payment-intents/type.ts';
import { captureCharge } from './capture.ts';
import { createCharge } from './create.ts';
import { type Charge, charges } from './type.ts';
import { updateCharge } from './update.ts';

/** The list that a filter of `GET /v1/charges` walks: the narrowest first. */
function walked(params: Stripe.ChargeListParams): string | undefined {
  if (params.payment_intent !== undefined) return `payment_intent/${params.payment_intent}`;
  if (params.transfer_group !== undefined) return `transfer_group/${params.transfer_group}`;
  if (params.customer !== undefined) return `customer/${params.customer}`;
  return undefined;
}

const plain = resource(
  charges,
  { collection: '/v1/charges', item: '/v1/charges/{charge}' },
  {
    retrieve: true,
    update: updateCharge,
    list: async (params, context) => {
      await checkNamed(context, customers, params.customer, 'customer');
      await checkNamed(context, paymentIntents, params.payment_intent, 'payment_intent');
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

export const chargeOperations: Operation[] = [createCharge, ...plain, captureCharge];
