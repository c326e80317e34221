import { customers } from '../../customers/type.ts';
import { checkNamed } from '../../kernel/list.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { checkClientSecret, forCaller } from '../intents/client-secret.ts';
import { applyCustomerBalance } from './apply-customer-balance.ts';
import { cancelPaymentIntent } from './cancel.ts';
import { capturePaymentIntent } from './capture.ts';
import { confirmPaymentIntent } from './confirm.ts';
import { createPaymentIntent } from './create.ts';
import { incrementAuthorization } from './increment.ts';
import { listLineItems } from './line-items.ts';
import { paymentIntents } from './type.ts';
import { updatePaymentIntent } from './update.ts';
import { verifyMicrodeposits } from './verify-microdeposits.ts';

const retrievePaymentIntent = operation(
  'GET /v1/payment_intents/{intent}',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, params.client_secret);
    return forCaller(context, intent);
  },
  { access: 'client_secret' },
);

const listPaymentIntents = resource(
  paymentIntents,
  { collection: '/v1/payment_intents', item: '/v1/payment_intents/{intent}' },
  {
    list: async (params, context) => {
      await checkNamed(context, customers, params.customer, 'customer');
      return params.customer === undefined ? {} : { by: `customer/${params.customer}` };
    },
  },
  { list: { notYet: ['customer_account'] } },
);

export const paymentIntentOperations: Operation[] = [
  createPaymentIntent,
  retrievePaymentIntent,
  updatePaymentIntent,
  ...listPaymentIntents,
  confirmPaymentIntent,
  capturePaymentIntent,
  cancelPaymentIntent,
  incrementAuthorization,
  listLineItems,
  applyCustomerBalance,
  verifyMicrodeposits,
];
