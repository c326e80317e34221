import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const namesInCheckout: VersionChange = {
  description: 'Payers can be asked for the names of their business and themselves.',
  response: {
    'checkout.session': removeFields(
      'collected_information.business_name',
      'collected_information.individual_name',
      'customer_details.business_name',
      'customer_details.individual_name',
      'name_collection',
    ),
  },
};
