import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const permissionsOfCheckoutSessions: VersionChange = {
  description: 'Changes by the payer can be left to the server.',
  response: {
    'checkout.session': removeFields('permissions'),
  },
};
