import type { Room } from '../kernel/room.ts';
import { couponResource } from './coupons/coupons.ts';
import { discountResource } from './discounts/included.ts';
import { planResource } from './plans/plans.ts';
import { priceResource } from './prices/prices.ts';
import { productResource } from './products/products.ts';
import { promotionCodeResource } from './promotion-codes/promotion-codes.ts';
import { shippingRateResource } from './shipping-rates/shipping-rates.ts';
import { taxRateResource } from './tax-rates/tax-rates.ts';

export const products: Room = {
  name: 'products',
  resources: [
    productResource,
    priceResource,
    planResource,
    couponResource,
    promotionCodeResource,
    discountResource,
    taxRateResource,
    shippingRateResource,
  ],
};
