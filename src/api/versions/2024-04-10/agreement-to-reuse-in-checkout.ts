import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const agreementToReuseInCheckout: VersionChange = {
  description: 'Payers can be shown that their payment method is kept, and a text after they have paid.',
  response: {
    'checkout.session': removeFields('consent_collection.payment_method_reuse_agreement', 'custom_text.after_submit'),
  },
};
