import Stripe from 'stripe';

/** The error a call was refused with. Throws when it was not refused, or not by the API. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    (answer: unknown) => answer,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error(`expected a refusal, not ${JSON.stringify(error)}`);
}

/** The errors that calls made at the same time were refused with. */
export function refusals(calls: readonly Promise<unknown>[]): Promise<Stripe.errors.StripeError[]> {
  return Promise.all(calls.map(refusal));
}
