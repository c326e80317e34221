import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const collectedInformation: VersionChange = {
  description: 'Checkout Sessions tell what they have collected.',
  response: {
    'checkout.session': removeFields('collected_information'),
  },
};
