import { StripeError } from '../../kernel/errors.ts';

/**
 * Makes an attempt where there is no call to answer: on a page, by a timer. A decline's traces are in the unit of work
 * already, and the payer reads of it on the merchant's page, so it is not thrown on.
 */
export async function unlessDeclined(attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof StripeError && error.keepsWrites)) throw error;
  }
}
