import type { ContractType } from '../../../contract/contract.ts';
import type { JsonObject, Params, VersionChange } from '../../../kernel/version-change.ts';

const features: ContractType = {
  kind: 'list',
  of: { kind: 'hash', fields: new Map([['name', { kind: 'string' }]]), required: new Set(['name']) },
  emptyable: true,
};

const request = { accepts: { features }, upgrade };

/** https://docs.stripe.com/changelog#2024-04-10 */
export const marketingFeaturesOfProducts: VersionChange = {
  version: '2024-04-10',
  description: '`features` of a product is called `marketing_features`.',
  request: { 'POST /v1/products': request, 'POST /v1/products/{id}': request },
  response: { product: rename },
};

function upgrade(params: Params): void {
  if (params.features === undefined) return;
  params.marketing_features ??= params.features;
  delete params.features;
}

function rename(product: JsonObject): void {
  if (product.marketing_features === undefined) return;
  product.features = product.marketing_features;
  product.marketing_features = undefined;
}
