import type { Shop } from './shop.ts';
import type { Situation } from './situations.ts';

type Prepare = (shop: Shop, path: string) => Promise<Situation> | Situation;

const FROZEN = { frozen_time: '1800000000' };
const clock = (shop: Shop) => shop.make('test_helpers/test_clocks', FROZEN);

/** Calls of test clocks and subscriptions in which their parameters have an effect. */
export const SUBSCRIPTION_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/test_helpers/test_clocks': async (shop, path) => ({
    form: { ...FROZEN, ...(path === 'customer' && { customer: (await shop.make('customers', {})).id }) },
  }),
  'POST /v1/test_helpers/test_clocks/{test_clock}/advance': async (shop) => ({
    ids: [(await clock(shop)).id],
    form: { frozen_time: '1800086400' },
  }),
};
