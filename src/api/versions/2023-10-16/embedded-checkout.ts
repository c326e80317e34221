import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const embeddedCheckout: VersionChange = {
  description: 'Checkout can be embedded in the page of the merchant.',
  response: {
    'checkout.session': removeFields('client_secret', 'redirect_on_completion', 'return_url', 'ui_mode'),
  },
};
