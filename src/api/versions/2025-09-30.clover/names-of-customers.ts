import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const namesOfCustomers: VersionChange = {
  description: 'Customers have a business name and an individual name.',
  response: {
    customer: removeFields('business_name', 'individual_name'),
  },
};
