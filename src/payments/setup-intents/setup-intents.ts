import { customers } from '../../customers/type.ts';
import { keepFields } from '../../kernel/hash.ts';
import { checkNamed } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { cancelSetupIntent } from './cancel.ts';
import { confirmSetupIntent } from './confirm.ts';
import { createSetupIntent } from './create.ts';
import { type SetupIntent, setupIntents } from './type.ts';
import { updateSetupIntent } from './update.ts';

const retrieveSetupIntent = operation(
  'GET /v1/setup_intents/{intent}',
  async (context, params, path) => {
    const intent = await context.work.require(setupIntents, path.intent);
    checkClientSecret(context, intent, params);
    return intent;
  },
  { access: 'client_secret', forPages: ['client_secret'] },
);

/** The fields that pages see (those of Stripe.js): never the customer, metadata, charges or attempts. */
const VISIBLE_TO_PAGES: readonly (keyof SetupIntent)[] = [
  'id',
  'object',
  'automatic_payment_methods',
  'cancellation_reason',
  'client_secret',
  'created',
  'description',
  'last_setup_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'status',
  'usage',
];

export const setupIntentResource = resource(setupIntents, {
  collection: '/v1/setup_intents',
  list: async (params, context) => {
    await checkNamed(context, customers, params.customer, 'customer');
    const { attach_to_self, customer, payment_method } = params;
    return { where: { attach_to_self, customer, payment_method } };
  },
  options: { list: { notYet: ['customer_account'] } },
  operations: [createSetupIntent, retrieveSetupIntent, updateSetupIntent, confirmSetupIntent, cancelSetupIntent],
  forPages: (intent) => keepFields(intent, VISIBLE_TO_PAGES),
});
