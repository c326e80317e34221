import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const subscriptionItemOfDiscounts: VersionChange = {
  description: 'Discounts can be granted to one item of a subscription.',
  response: {
    discount: removeFields('subscription_item'),
  },
};
