import type Stripe from 'stripe';

type Details = NonNullable<Stripe.PaymentIntent['payment_details']>;
type Param = { customer_reference?: string | '' | null; order_reference?: string | '' | null } | '' | null | undefined;

/** Returns the order reference of a payment: `''` unsets it, a sent one replaces it. */
export function paymentDetails(param: Param, current: Details | undefined): { payment_details?: Details } {
  if (param === undefined) return current ? { payment_details: current } : {};
  if (param === '' || param === null) return { payment_details: { customer_reference: null, order_reference: null } };
  const { customer_reference: customer, order_reference: order } = param;
  return {
    payment_details: {
      customer_reference: customer === undefined ? (current?.customer_reference ?? null) : customer || null,
      order_reference: order === undefined ? (current?.order_reference ?? null) : order || null,
    },
  };
}
