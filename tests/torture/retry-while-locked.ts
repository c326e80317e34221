import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './cluster.ts';

/** Maximum number of tries and the pause between them: longer than any contention lasts. */
const MOST_CALLS = 200;
const WAIT_MS = 20;

/**
 * Retries, as official clients do, while Florin responds 429 lock_timeout because another node holds the payment.
 * Returns the first other response, or the last one.
 */
export async function retryWhileLocked(
  call: () => Promise<Answer>,
  count: (what: string, by?: number) => void,
): Promise<Answer> {
  for (let calls = 1; ; calls++) {
    const answer = await call();
    if (answer.status !== 429 || calls === MOST_CALLS) return answer;
    count('  retries because another node held the lock');
    await wait(WAIT_MS);
  }
}
