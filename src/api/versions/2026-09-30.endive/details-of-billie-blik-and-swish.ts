import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const detailsOfBillieBlikAndSwish: VersionChange = {
  description:
    'Billie takes company details and a reference, BLIK takes mandates, and the QR code of Swish tells when it expires.',
  response: {
    mandate: removeFields('payment_method_details.blik.expires_at'),
    payment_intent: removeFields(
      'next_action.swish_handle_redirect_or_display_qr_code.qr_code.expires_at',
      'payment_method_options.billie.company_details',
      'payment_method_options.billie.reference',
      'payment_method_options.blik.mandate_options',
    ),
    setup_attempt: removeFields('payment_method_details.blik.buyer_id'),
    setup_intent: removeFields('payment_method_options.blik.mandate_options.expires_at'),
  },
};
