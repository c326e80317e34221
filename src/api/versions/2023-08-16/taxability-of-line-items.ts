import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const taxabilityOfLineItems: VersionChange = {
  description: 'Taxes tell what they were taken of and why.',
  response: {
    'checkout.session': removeFields(
      'shipping_cost.taxes[].taxability_reason',
      'shipping_cost.taxes[].taxable_amount',
      'total_details.breakdown.taxes[].taxability_reason',
      'total_details.breakdown.taxes[].taxable_amount',
    ),
    item: removeFields('taxes[].taxability_reason', 'taxes[].taxable_amount'),
  },
};
