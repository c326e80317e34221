import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const naverPayBuyer: VersionChange = {
  description: 'Naver Pay payment methods tell the buyer, and their options have a setup_future_usage.',
  response: {
    confirmation_token: removeFields('payment_method_preview.naver_pay.buyer_id'),
    payment_intent: removeFields('payment_method_options.naver_pay.setup_future_usage'),
    payment_method: removeFields('naver_pay.buyer_id'),
  },
};
