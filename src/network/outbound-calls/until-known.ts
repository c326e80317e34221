import { UnknownOutcomeError } from '../network.ts';

/** How often a network is asked that cannot say what it did. It took its time to say so already: nobody waits in between. */
const MOST_ASKS = 3;

/** Asks a network again, under the same name, until it can say what it did. Throws UnknownOutcomeError when it never can. */
export async function untilKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (let asked = 1; ; asked++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError) || asked === MOST_ASKS) throw error;
    }
  }
}
