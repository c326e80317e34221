import type { VersionChange } from '../change.ts';

export const captureMethodDefault: VersionChange = {
  description: 'PaymentIntents that name no capture_method are captured with automatic_async instead of automatic.',
  request: {
    'POST /v1/payment_intents': {
      upgrade(params) {
        params.capture_method ??= 'automatic';
      },
    },
  },
};
