import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const setupFutureUsageOfPaycoAndSamsungPay: VersionChange = {
  description: 'The options of PAYCO and Samsung Pay have a setup_future_usage.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.payco.setup_future_usage',
      'payment_method_options.samsung_pay.setup_future_usage',
    ),
    payment_intent: removeFields(
      'payment_method_options.payco.setup_future_usage',
      'payment_method_options.samsung_pay.setup_future_usage',
    ),
  },
};
