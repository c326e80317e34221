import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const originContext: VersionChange = {
  description: 'Checkout Sessions tell where their payers come from.',
  response: {
    'checkout.session': removeFields('origin_context'),
  },
};
