import type { VersionChange } from '../../../kernel/version-change.ts';

export const captureMethodDefault: VersionChange = {
  version: '2024-04-10',
  description: 'The default `capture_method` of a PaymentIntent is `automatic_async` instead of `automatic`.',
  request: {
    'POST /v1/payment_intents': {
      upgrade(params) {
        params.capture_method ??= 'automatic';
      },
    },
  },
};
