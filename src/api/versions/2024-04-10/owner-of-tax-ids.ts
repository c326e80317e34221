import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const ownerOfTaxIds: VersionChange = {
  description: 'Tax IDs name their owner, which may be the account itself.',
  response: {
    tax_id: removeFields('owner'),
  },
};
