import type Stripe from 'stripe';
import { addressOf, NO_ADDRESS } from './address.ts';

type Billing = Stripe.PaymentMethod.BillingDetails;
type BillingParam = Stripe.PaymentMethodCreateParams.BillingDetails;

export const NO_BILLING_DETAILS: Billing = { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null };

/** Billing details as they are stored: what `change` gives laid over `current`, '' clearing a field, the rest null. */
export function billingDetails(change: BillingParam | undefined, current?: Billing): Billing {
  return {
    address: addressOf(change?.address, current?.address),
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
