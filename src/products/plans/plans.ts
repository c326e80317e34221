import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { define } from '../../kernel/operation.ts';
import { patch } from '../../kernel/patch.ts';
import { view } from '../../kernel/resource.ts';
import { checkOwnId } from '../own-id.ts';
import { insertPrice, type PriceParams } from '../prices/create.ts';
import { emitPriceEvents, emitPriceUpdate } from '../prices/emit.ts';
import { readRecurring } from '../prices/recurring.ts';
import { type Price, prices } from '../prices/type.ts';
import { createProduct } from '../products/create.ts';
import { products } from '../products/type.ts';
import { tiersOfPlans } from './changes/2020-08-27-tiers.ts';
import { planOf } from './view.ts';

async function requirePlan({ work }: Context, id: string): Promise<Price> {
  const price = await work.get(prices, id);
  if (price?.recurring) return price;
  throw resourceMissing('plan', id, 'plan');
}

/** A plan is a recurring price under the names of the older API. */
const create = define('POST /v1/plans', async (context, params) => {
  const { work } = context;
  const { id: chosen, amount, amount_decimal: decimal, product, transform_usage: transform, currency } = params;
  const { interval, interval_count, meter, trial_period_days, usage_type, ...rest } = params;
  const id = chosen === undefined ? work.newId('plan') : await checkOwnId(context, prices, chosen, 'id', 'plan');
  const price = await insertPrice(context, await productOf(context, product), {
    ...(rest as Partial<PriceParams>),
    currency,
    ...(amount !== undefined && { unit_amount: amount }),
    ...(decimal !== undefined && { unit_amount_decimal: decimal }),
    ...(transform !== undefined && { transform_quantity: transform }),
    recurring: {
      interval,
      ...(interval_count !== undefined && { interval_count }),
      ...(meter !== undefined && { meter }),
      ...(trial_period_days !== undefined && { trial_period_days }),
      ...(usage_type !== undefined && { usage_type }),
    },
    id,
  });
  return planOf(price);
});

async function productOf(context: Context, given: Stripe.PlanCreateParams['product']): Promise<string> {
  if (typeof given === 'string') return (await context.work.require(products, given, 'product')).id;
  if (given === undefined) throw parameterMissing('product');
  return (await createProduct(context, given as Stripe.ProductCreateParams, 'product')).id;
}

const retrieve = define('GET /v1/plans/{plan}', async (context, _params, path) =>
  planOf(await requirePlan(context, path.plan)),
);

const update = define('POST /v1/plans/{plan}', async (context, params, path) => {
  const { work } = context;
  const current = await requirePlan(context, path.plan);
  const { active = current.active, product = current.product, trial_period_days: trial } = params;
  if (params.product !== undefined) await work.require(products, params.product, 'product');
  if (trial !== undefined) readRecurring({ interval: 'day', trial_period_days: trial }, '');
  const updated = work.save<Price>({
    ...patch<Price, Stripe.PlanUpdateParams>(current, params, { nickname: true }),
    active,
    product,
    metadata: mergeMetadata(current.metadata, params.metadata),
    ...(trial !== undefined && current.recurring && { recurring: { ...current.recurring, trial_period_days: trial } }),
  });
  emitPriceUpdate(context, current, updated);
  return planOf(updated);
});

/** Deletes a plan and its price. Existing subscriptions are not affected. */
const remove = define('DELETE /v1/plans/{plan}', async (context, _params, path) => {
  const price = await requirePlan(context, path.plan);
  emitPriceEvents(context, 'deleted', price);
  context.work.remove(price);
  return { id: price.id, object: 'plan' as const, deleted: true as const };
});

const list = define('GET /v1/plans', async (context, { active, product, ...params }) => {
  const where = { active, product, type: 'recurring', inline: false };
  const page = await listPage(context, prices, params, '/v1/plans', { where });
  return { ...page, data: page.data.map(planOf) };
});

export const planResource = view('plan', {
  operations: [create, retrieve, update, remove, list],
  changes: [tiersOfPlans],
  includes: { tiers: async ({ work }, { id }) => (await work.get(prices, id))?.internal?.tiers },
  alias: async ({ work }, id) => {
    const price = await work.get(prices, id);
    return price && planOf(price);
  },
});
