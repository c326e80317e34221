import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const payersOfBizumBlikAndPix: VersionChange = {
  description: 'Bizum and BLIK payment methods tell the buyer, and Pix ones have a fingerprint.',
  response: {
    charge: removeFields('payment_method_details.bizum.buyer_id', 'payment_method_details.pix.fingerprint'),
    confirmation_token: removeFields(
      'payment_method_preview.bizum.buyer_id',
      'payment_method_preview.blik.buyer_id',
      'payment_method_preview.pix.fingerprint',
    ),
    payment_method: removeFields('bizum.buyer_id', 'blik.buyer_id', 'pix.fingerprint'),
    setup_attempt: removeFields('payment_method_details.pix.fingerprint'),
  },
};
