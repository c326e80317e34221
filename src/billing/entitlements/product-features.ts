import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { products } from '../../products/products/type.ts';
import { features, type OfferedFeature, offeredFeatures } from './type.ts';

/** The most features of a product. */
export const MOST_FEATURES = 100;

/** A product's feature as the API shows it, with the feature as it is now. */
async function shown({ work }: Context, { id, feature }: OfferedFeature) {
  return {
    id,
    object: 'product_feature' as const,
    entitlement_feature: await work.require(features, feature),
    livemode: false,
  };
}

const attach = operation('POST /v1/products/{id}/features', async (context, params, path) => {
  const { work } = context;
  const param = 'entitlement_feature';
  const product = await work.require(products, path.id);
  const feature = await work.require(features, params.entitlement_feature, param);
  if (!feature.active) throw invalidRequest(`The feature \`${feature.id}\` is archived. Use an active one.`, { param });
  const present = await featuresOf(context, product.id);
  if (present.some((one) => one.feature === feature.id)) {
    throw invalidRequest(`The product has the feature \`${feature.id}\` already.`, { param });
  }
  if (present.length >= MOST_FEATURES) {
    throw invalidRequest(`A product has at most ${MOST_FEATURES} features. Remove one first.`, { param });
  }
  const id = work.newId(offeredFeatures.prefix);
  const offered = { id, object: 'offered_feature', product: product.id, feature: feature.id } as const;
  return shown(context, work.insert(offeredFeatures, offered));
});

const retrieve = operation('GET /v1/products/{id}/features/{feature}', async (context, _params, path) =>
  shown(context, await requireOffered(context, path)),
);

const list = operation('GET /v1/products/{id}/features', async (context, params, path) => {
  await context.work.require(products, path.id);
  const url = `/v1/products/${path.id}/features`;
  const page = await listPage(context, offeredFeatures, params, url, { by: `product/${path.id}` });
  const data = [];
  for (const offered of page.data) data.push(await shown(context, offered));
  return { object: 'list' as const, data, has_more: page.has_more, url };
});

const detach = operation('DELETE /v1/products/{id}/features/{feature}', async (context, _params, path) => {
  const offered = await requireOffered(context, path);
  context.work.remove(offered);
  return { id: offered.id, object: 'product_feature' as const, deleted: true as const };
});

/** The features that a product brings, oldest first. */
export function featuresOf({ work }: Context, product: string): Promise<OfferedFeature[]> {
  return work.list(offeredFeatures, { by: `product/${product}`, descending: false, limit: MOST_FEATURES });
}

async function requireOffered({ work }: Context, path: { id: string; feature: string }): Promise<OfferedFeature> {
  const offered = await work.require(offeredFeatures, path.feature);
  if (offered.product === path.id) return offered;
  throw resourceMissing(offeredFeatures.noun, path.feature, offeredFeatures.idParam);
}

export const productFeatureResource = view('product_feature', { operations: [attach, retrieve, list, detach] });
