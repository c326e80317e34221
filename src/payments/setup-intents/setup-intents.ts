import { customers } from '../../customers/type.ts';
import { checkNamed } from '../../kernel/list.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { checkClientSecret, forCaller } from '../intents/client-secret.ts';
import { cancelSetupIntent } from './cancel.ts';
import { confirmSetupIntent } from './confirm.ts';
import { createSetupIntent } from './create.ts';
import { setupIntents } from './type.ts';
import { updateSetupIntent } from './update.ts';
import { verifyMicrodeposits } from './verify-microdeposits.ts';

const retrieveSetupIntent = operation(
  'GET /v1/setup_intents/{intent}',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, params.client_secret);
    return forCaller(context, intent);
  },
  { access: 'client_secret' },
);

const listSetupIntents = resource(
  setupIntents,
  { collection: '/v1/setup_intents', item: '/v1/setup_intents/{intent}' },
  {
    list: async (params, context) => {
      await checkNamed(context, customers, params.customer, 'customer');
      const { attach_to_self, customer, payment_method } = params;
      return { where: { attach_to_self, customer, payment_method } };
    },
  },
  { list: { notYet: ['customer_account'] } },
);

export const setupIntentOperations: Operation[] = [
  createSetupIntent,
  retrieveSetupIntent,
  updateSetupIntent,
  ...listSetupIntents,
  confirmSetupIntent,
  cancelSetupIntent,
  verifyMicrodeposits,
];
