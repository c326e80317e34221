import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const adjustableQuantityOfLineItems: VersionChange = {
  description: 'Line items tell how far their quantity can be changed.',
  response: {
    item: removeFields('adjustable_quantity'),
  },
};
