import { UnknownOutcomeError } from '../network.ts';

/**
 * Number of tries while a result is unknown. The call itself already took its timeout, so there is no delay between
 * tries.
 */
const MOST_ASKS = 3;

/** Retries a call under the same attempt until its result is known. Throws UnknownOutcomeError if it stays unknown. */
export async function untilKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (let asked = 1; ; asked++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError) || asked === MOST_ASKS) throw error;
    }
  }
}
