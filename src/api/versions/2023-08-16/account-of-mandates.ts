import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const accountOfMandates: VersionChange = {
  description: 'Mandates name the account they are held on behalf of.',
  response: {
    mandate: removeFields('on_behalf_of'),
  },
};
