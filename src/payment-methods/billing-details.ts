import type Stripe from 'stripe';

type Billing = Stripe.PaymentMethod.BillingDetails;
type BillingParam = Stripe.PaymentMethodCreateParams.BillingDetails;

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

export const NO_BILLING_DETAILS: Billing = { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null };

/** Billing details as they are stored: what `change` gives laid over `current`, '' clearing a field, the rest null. */
export function billingDetails(change: BillingParam | undefined, current?: Billing): Billing {
  const address = change?.address;
  return {
    address: address === '' ? NO_ADDRESS : { ...NO_ADDRESS, ...current?.address, ...cleared(address) },
    email: text(change?.email, current?.email),
    name: text(change?.name, current?.name),
    phone: text(change?.phone, current?.phone),
    tax_id: text(change?.tax_id, current?.tax_id),
  };
}

function text(change: string | null | undefined, current: string | null | undefined): string | null {
  if (change === undefined) return current ?? null;
  return change || null;
}

function cleared(address: object | null | undefined): object {
  return Object.fromEntries(Object.entries(address ?? {}).map(([key, value]) => [key, value || null]));
}
