import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const setupFutureUsageOfNaverPay: VersionChange = {
  description: 'The options of Naver Pay in Checkout have a setup_future_usage.',
  response: {
    'checkout.session': removeFields('payment_method_options.naver_pay.setup_future_usage'),
  },
};
