import type Stripe from 'stripe';
import { addressOf } from './address.ts';

/** Shipping as it is stored from its parameter: every field there, null when it was not given; '' clears it. */
export function shippingOf(
  param:
    | ''
    | null
    | undefined
    | {
        address?: object | '';
        carrier?: string | undefined;
        name?: string | undefined;
        phone?: string | null | undefined;
        tracking_number?: string | undefined;
      },
): Stripe.Charge.Shipping | null {
  if (!param) return null;
  return {
    address: addressOf(param.address),
    carrier: param.carrier || null,
    name: param.name ?? '',
    phone: param.phone || null,
    tracking_number: param.tracking_number || null,
  };
}
