import { customers } from '../customers/type.ts';
import { checkNamed } from '../kernel/list.ts';
import type { Operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { paymentIntents } from '../payments/payment-intents/type.ts';
import { captureCharge } from './capture.ts';
import { createCharge } from './create.ts';
import { charges } from './type.ts';
import { updateCharge } from './update.ts';

const plain = resource(
  charges,
  { collection: '/v1/charges', item: '/v1/charges/{charge}' },
  {
    retrieve: true,
    update: updateCharge,
    list: async (params, context) => {
      await checkNamed(context, customers, params.customer, 'customer');
      await checkNamed(context, paymentIntents, params.payment_intent, 'payment_intent');
      const { customer, payment_intent, transfer_group } = params;
      return { where: { customer, payment_intent, transfer_group } };
    },
  },
);

export const chargeOperations: Operation[] = [createCharge, ...plain, captureCharge];
