import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const destinationDetailsOfRefunds: VersionChange = {
  description: 'Refunds tell where the money went.',
  response: {
    refund: removeFields('destination_details'),
  },
};
