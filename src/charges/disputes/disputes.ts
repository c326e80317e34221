import { checkNamed } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { charges } from '../type.ts';
import { disputeAppeals } from './changes/2026-10-28.endive-appeals.ts';
import { closeDispute } from './close.ts';
import { disputeTimers } from './timers.ts';
import { disputes } from './type.ts';
import { updateDispute } from './update.ts';

export const disputeResource = resource(disputes, {
  collection: '/v1/disputes',
  item: '/v1/disputes/{dispute}',
  retrieve: true,
  list: async ({ charge, payment_intent: intent }, context) => {
    await checkNamed(context, charges, charge, 'charge');
    await checkNamed(context, paymentIntents, intent, 'payment_intent');
    return { where: { charge, payment_intent: intent } };
  },
  operations: [updateDispute, closeDispute],
  timers: disputeTimers,
  changes: [disputeAppeals],
});
