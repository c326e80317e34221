import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, Params, VersionChange } from '../../../kernel/version-change.ts';

const rates: ContractType = { kind: 'list', of: { kind: 'string' } };

export const shippingOfCheckoutSessions: VersionChange = {
  version: '2022-08-01',
  description:
    'Checkout Sessions have `shipping_details` instead of `shipping`, `shipping_cost` instead of `shipping_rate`, and take `shipping_options` instead of `shipping_rates`.',
  request: { 'POST /v1/checkout/sessions': { accepts: { shipping_rates: rates }, upgrade: withOptions } },
  response: { 'checkout.session': restoreShipping },
};

function withOptions(params: Params): void {
  const { shipping_rates: given, ...rest } = params;
  if (!Array.isArray(given)) return;
  delete params.shipping_rates;
  if (rest.shipping_options === undefined) params.shipping_options = given.map((rate) => ({ shipping_rate: rate }));
}

function restoreShipping(session: JsonObject): void {
  const { shipping_cost: cost, shipping_details: details } = session;
  if (details !== undefined) session.shipping = details;
  if (cost !== undefined) session.shipping_rate = isHash(cost) ? (cost.shipping_rate ?? null) : null;
  session.shipping_details = undefined;
  session.shipping_cost = undefined;
}
