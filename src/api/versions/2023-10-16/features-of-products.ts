import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const featuresOfProducts: VersionChange = {
  description: 'Products list the features that customers are shown.',
  response: {
    product: removeFields('features'),
  },
};
