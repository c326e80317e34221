import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const networkOfCardDisputes: VersionChange = {
  description: 'Disputes of cards tell the network that handles them.',
  response: {
    dispute: removeFields('payment_method_details.card.network'),
  },
};
