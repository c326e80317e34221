import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const taxProviderOfCustomers: VersionChange = {
  description: 'The tax location of a customer names who calculates the tax.',
  response: {
    customer: removeFields('tax.provider'),
  },
};
