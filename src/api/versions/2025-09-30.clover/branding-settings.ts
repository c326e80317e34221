import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const brandingSettings: VersionChange = {
  description: 'Each Checkout Session can have a look of its own.',
  response: {
    'checkout.session': removeFields('branding_settings'),
  },
};
