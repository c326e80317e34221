import type { Include } from '../../kernel/resource.ts';
import { discounts } from '../../products/discounts/type.ts';
import { subscriptions } from './type.ts';

/** Fields of a subscription that are only sent to older versions, or when a request expands them. */
export const subscriptionIncludes: Readonly<Record<string, Include>> = {
  discount: async ({ work }, { id }) => {
    const [first] = (await work.get(subscriptions, id))?.discounts ?? [];
    return first === undefined ? null : ((await work.get(discounts, first)) ?? null);
  },
};
