import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { requireValid } from '../coupons/require-valid.ts';
import type { Coupon } from '../coupons/type.ts';
import { readRestrictions } from './restrictions.ts';
import { foldCode, isRedeemable, type PromotionCode, promotionCodes } from './type.ts';

/** Length of a generated code, and the longest code. */
const CODE_CHARACTERS = 8;
const LONGEST_CODE = 500;

/** Adds a code to redeem a coupon by: https://docs.stripe.com/api/promotion_codes/create */
export async function createPromotionCode(
  context: Context,
  params: Stripe.PromotionCodeCreateParams,
): Promise<PromotionCode> {
  const { work } = context;
  const { coupon: couponId } = params.promotion;
  if (couponId === undefined) throw parameterMissing('promotion[coupon]');
  const coupon = await requireValid(context, couponId, 'promotion[coupon]');
  const { active = true, customer = null } = params;
  if (customer !== null) await work.require(customers, customer, 'customer');
  checkBounds(params, coupon, work.now);
  const restrictions = readRestrictions(params.restrictions);
  const code = params.code === undefined ? randomCode(context) : checkCode(params.code);
  const id = work.newId(promotionCodes.prefix);
  if (active) await claimCode(context, code, customer, id);
  const made = work.insert(promotionCodes, {
    id,
    object: 'promotion_code',
    active,
    code,
    created: work.now,
    customer,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: restrictions.shown,
    times_redeemed: 0,
    internal: { currencyOptions: restrictions.currencyOptions, redeemBy: coupon.redeem_by },
  });
  work.emit('promotion_code.created', made);
  return made;
}

/** Assigns a spelling to a code. Throws if another active code with it can be redeemed by the same customers. */
export async function claimCode(context: Context, code: string, customer: string | null, owner: string): Promise<void> {
  const { work } = context;
  const name = `promotion_code/${customer ?? ''}/${foldCode(code)}`;
  const id = await holderOf(context, name);
  const holder = id === undefined || id === owner ? undefined : await work.get(promotionCodes, id);
  await claim(context, name, owner);
  if (!holder || !isRedeemable(holder, work.now)) return;
  throw invalidRequest(`An active promotion code with \`code: ${code}\` already exists.`, { param: 'code' });
}

/** A code reaches no further than its coupon. */
function checkBounds(params: Stripe.PromotionCodeCreateParams, coupon: Coupon, now: number): void {
  const { expires_at: expires, max_redemptions: most } = params;
  const refuse = (param: string, message: string) => invalidRequest(message, { param });
  if (expires !== undefined && expires <= now) throw refuse('expires_at', '`expires_at` must be in the future.');
  if (expires !== undefined && coupon.redeem_by !== null && expires > coupon.redeem_by) {
    throw refuse('expires_at', "A promotion code cannot expire after its coupon's `redeem_by`.");
  }
  if (most !== undefined && most < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'max_redemptions',
    });
  }
  if (most !== undefined && coupon.max_redemptions !== null && most > coupon.max_redemptions) {
    throw refuse('max_redemptions', '`max_redemptions` cannot be greater than that of the coupon.');
  }
}

function checkCode(code: string): string {
  if (code.length <= LONGEST_CODE && /^[a-z0-9-]+$/i.test(code)) return code;
  throw invalidRequest('Promotion codes may only contain letters (a-z, A-Z), digits (0-9) and dashes (-).', {
    param: 'code',
  });
}

function randomCode({ work }: Context): string {
  return work.newSecret(CODE_CHARACTERS).toUpperCase();
}
