import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { idOf } from '../../kernel/entity.ts';
import { checkNamed } from '../../kernel/list.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { checkClientSecret, forCaller } from '../intents/client-secret.ts';
import { cancelSetupIntent } from './cancel.ts';
import { confirmSetupIntent } from './confirm.ts';
import { createSetupIntent } from './create.ts';
import { type SetupIntent, setupIntents } from './type.ts';
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

interface Filters {
  by?: string;
  keep?: (intent: SetupIntent) => boolean;
}

/** The list that the filters of `GET /v1/setup_intents` walk, and what is left of it. */
function filtered({ attach_to_self: own, customer, payment_method: method }: Stripe.SetupIntentListParams): Filters {
  const walked = method === undefined ? customer && `customer/${customer}` : `payment_method/${method}`;
  return {
    ...(walked && { by: walked }),
    keep: (intent) =>
      (customer === undefined || idOf(intent.customer) === customer) &&
      (own === undefined || (intent.attach_to_self ?? false) === own),
  };
}

const listSetupIntents = resource(
  setupIntents,
  { collection: '/v1/setup_intents', item: '/v1/setup_intents/{intent}' },
  {
    list: async (params, context) => {
      await checkNamed(context, customers, params.customer, 'customer');
      return filtered(params);
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
