import type Stripe from 'stripe';
import { billingDetails } from '../billing-details.ts';
import type { PaymentMethod } from '../type.ts';

type OwnerParam = Stripe.SourceCreateParams.Owner;

/** The unverified owner details of a source. */
export function ownerOf(
  billing: Stripe.PaymentMethod.BillingDetails,
  given: OwnerParam | undefined,
): Stripe.Source.Owner {
  return {
    address: given?.address === undefined ? null : billing.address,
    email: billing.email,
    name: billing.name,
    phone: billing.phone,
    verified_address: null,
    verified_email: null,
    verified_name: null,
    verified_phone: null,
  };
}

/** Returns a source with updated owner details. */
export function withOwner(method: PaymentMethod, given: OwnerParam | undefined): PaymentMethod {
  const { legacy } = method.internal;
  if (given === undefined || legacy?.object !== 'source') return method;
  const billing = billingDetails(given, method.billing_details);
  const owner = {
    ...ownerOf(billing, given),
    ...(given.address === undefined && { address: legacy.owner?.address ?? null }),
  };
  return {
    ...method,
    billing_details: billing,
    internal: { ...method.internal, legacy: { ...legacy, owner } },
  };
}
