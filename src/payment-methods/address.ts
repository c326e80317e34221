import type Stripe from 'stripe';

export const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

/** An address as it is stored: what is given laid over `current`, '' clearing a line, the rest null. */
export function addressOf(given: object | '' | null | undefined, current?: Stripe.Address | null): Stripe.Address {
  if (given === '') return NO_ADDRESS;
  const lines = Object.entries(given ?? {}).map(([name, value]) => [name, value || null]);
  return { ...NO_ADDRESS, ...current, ...Object.fromEntries(lines) };
}
