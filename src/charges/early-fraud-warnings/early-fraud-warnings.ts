import { checkNamed } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { charges } from '../type.ts';
import { earlyFraudWarnings } from './type.ts';

export const earlyFraudWarningResource = resource(earlyFraudWarnings, {
  collection: '/v1/radar/early_fraud_warnings',
  item: '/v1/radar/early_fraud_warnings/{early_fraud_warning}',
  retrieve: true,
  list: async ({ charge, payment_intent: intent }, context) => {
    await checkNamed(context, charges, charge, 'charge');
    await checkNamed(context, paymentIntents, intent, 'payment_intent');
    return { where: { charge, payment_intent: intent } };
  },
});
