import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const optionsOfRevolutPay: VersionChange = {
  description: 'Revolut Pay can be captured later and kept for later payments; cards that are present can be routed.',
  response: {
    'checkout.session': removeFields('payment_method_options.revolut_pay.setup_future_usage'),
    payment_intent: removeFields(
      'payment_method_options.card_present.routing',
      'payment_method_options.revolut_pay.capture_method',
      'payment_method_options.revolut_pay.setup_future_usage',
    ),
  },
};
