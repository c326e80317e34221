import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const fundingSourceOfLinkCharges: VersionChange = {
  description: 'Charges paid with Link tell the group of the funding source.',
  response: {
    charge: removeFields(
      'payment_method_details.card.wallet.link.funding_source_group',
      'payment_method_details.link.funding_source_group',
    ),
  },
};
