import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const integrationIdentifier: VersionChange = {
  description: 'Checkout Sessions carry the identifier of what made them.',
  response: {
    'checkout.session': removeFields('integration_identifier'),
  },
};
