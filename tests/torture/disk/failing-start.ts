import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { florin } from '../../support/command-line.ts';

/** The number of the sync that fails; requests before it succeed. */
const FAILING = 6;
const MOST_REQUESTS = 100;

/**
 * Runs `florin start` on a disk whose sync fails: it answers pending requests, prints one line and ends, so that a
 * supervisor restarts it. `library` makes the sync fail.
 */
export async function failingStart(
  { library, folder }: { library: string; folder: string },
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const child = florin(['start', '--port', '0', '--data', folder, '--metrics', 'off'], {
    LD_PRELOAD: library,
    FAIL_CALL: 'fdatasync',
    FAIL_FILE: 'florin.db-wal',
    FAIL_AT: String(FAILING),
  });
  const ended = once(child, 'close');
  let complained = '';
  child.stderr?.on('data', (chunk) => {
    complained += chunk;
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /listens on (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`it did not start: ${complained}`)));
  });
  const statuses: number[] = [];
  for (let n = 0; n < MOST_REQUESTS && statuses.at(-1) !== 503; n++) {
    const answer = await fetch(`${url}/v1/customers`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_a' },
    });
    statuses.push(answer.status);
    await answer.text();
  }
  const [code] = await ended;
  count('times florin start ended by itself', 1);
  const lines = complained.replaceAll('sync\n', '').trimEnd().split('\n');
  if (statuses.at(-1) !== 503) wrong(`florin start on a failing disk returned ${statuses.join(' ')}`);
  if (code !== 1) wrong(`florin start on a failing disk ended with ${code}`);
  if (!lines.at(-1)?.endsWith('Restart Florin to continue with the saved data.') || lines.length > 2)
    wrong(`florin start on a failing disk printed ${lines.join(' | ')}`);
  if (!existsSync(join(folder, 'florin.db-wal'))) wrong('florin start wrote to the database of a failing disk');
}
