import Stripe from 'stripe';

/** Returns the error of a rejected call. Throws if the call succeeded or failed for another reason. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    (answer: unknown) => answer,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error(`expected a refusal, not ${JSON.stringify(error)}`);
}

/** Returns the errors of simultaneous calls. */
export function refusals(calls: readonly Promise<unknown>[]): Promise<Stripe.errors.StripeError[]> {
  return Promise.all(calls.map(refusal));
}
