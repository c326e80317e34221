import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './cluster.ts';

/** How often one call is made, and how long is waited in between: more often than any contention lasts. */
const MOST_CALLS = 200;
const WAIT_MS = 20;

/**
 * Asks again, as official clients do, while Florin answers 429 lock_timeout: another node is just working on the
 * payment. Returns the first other answer, or the last.
 */
export async function askUntilTold(
  call: () => Promise<Answer>,
  count: (what: string, by?: number) => void,
): Promise<Answer> {
  for (let calls = 1; ; calls++) {
    const answer = await call();
    if (answer.status !== 429 || calls === MOST_CALLS) return answer;
    count('  told that another node works on it, and asked again');
    await wait(WAIT_MS);
  }
}
