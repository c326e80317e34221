import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const creationOfCheckoutSessions: VersionChange = {
  description: 'Checkout Sessions tell when they were created.',
  response: {
    'checkout.session': removeFields('created'),
  },
};
