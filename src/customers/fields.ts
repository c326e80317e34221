import type Stripe from 'stripe';
import { patch } from '../kernel/patch.ts';
import { addressOf } from '../payment-methods/address.ts';
import type { Customer } from './type.ts';

/** The fields that creating and updating a customer share. '' clears one. */
export type CustomerFields = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

/** Applies the parameters that creating and updating a customer have in common. */
export function withFields(customer: Customer, params: CustomerFields): Customer {
  const { business_name: business, individual_name: individual, tax_exempt: exempt } = params;
  const changed = patch<Customer, CustomerFields>(customer, params, {
    address: (address) => addressOf(address),
    description: true,
    email: true,
    name: true,
    phone: true,
    preferred_locales: true,
    shipping: shippingOf,
  });
  return {
    ...changed,
    ...(exempt !== undefined && { tax_exempt: exempt || 'none' }),
    ...(business && { business_name: business }),
    ...(individual && { individual_name: individual }),
  };
}

function shippingOf(shipping: { address?: object; name?: string; phone?: string }): Stripe.Customer.Shipping {
  return {
    address: addressOf(shipping.address),
    name: shipping.name ?? '',
    phone: shipping.phone || null,
  };
}
