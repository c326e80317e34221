import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const setupFutureUsageOfPix: VersionChange = {
  description: 'The options of Pix in Checkout have a setup_future_usage.',
  response: {
    'checkout.session': removeFields('payment_method_options.pix.setup_future_usage'),
  },
};
