import type { ContractType } from '../../../contract/contract.ts';
import { parameterMissing } from '../../../kernel/errors.ts';
import type { JsonObject, Lookup, Params, VersionChange } from '../../../kernel/version-change.ts';
import { removeFields } from '../../../kernel/version-steps.ts';

const accepts: Readonly<Record<string, ContractType>> = {
  coupon: { kind: 'string' },
  // Optional, because `coupon` can be sent instead.
  promotion: { kind: 'hash', fields: new Map(), required: new Set() },
};

/** https://docs.stripe.com/changelog/clover/2025-09-30/promotion-code-promotion-property */
export const promotionOfPromotionCodes: VersionChange = {
  version: '2025-09-30.clover',
  description: 'Promotion codes reference their coupon in `promotion` and no longer contain `coupon`.',
  request: { 'POST /v1/promotion_codes': { accepts, upgrade } },
  load: { promotion_code: addCoupon },
  response: { promotion_code: removeFields('promotion') },
};

function upgrade(params: Params): void {
  if (params.coupon === undefined) throw parameterMissing('coupon');
  params.promotion = { type: 'coupon', coupon: params.coupon };
  delete params.coupon;
}

async function addCoupon(code: JsonObject, lookup: Lookup): Promise<void> {
  code.coupon = (await lookup.include(code, 'coupon')) ?? null;
}
