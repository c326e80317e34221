import { createBoundedMap } from '../../kernel/bounded-map.ts';
import type { Clock } from '../../kernel/clock.ts';

/** Wrong keys that a client may send within a minute. */
const MOST_WRONG = 10;
const WITHIN_MS = 60_000;
/** Clients whose wrong keys are counted. */
const MOST_CLIENTS = 10_000;

/** Limits the guesses of a key by the client's address. */
export function createAttempts(clock: Clock) {
  const wrong = createBoundedMap<string, { readonly since: number; readonly count: number }>({ most: MOST_CLIENTS });
  const recent = (client: string) => {
    const found = wrong.get(client);
    return found && clock.now() - found.since < WITHIN_MS ? found : undefined;
  };
  return {
    /** True if the client has to wait before it may send another key. */
    areSpent: (client: string) => (recent(client)?.count ?? 0) >= MOST_WRONG,
    addWrong(client: string) {
      const { since, count } = recent(client) ?? { since: clock.now(), count: 0 };
      wrong.set(client, { since, count: count + 1 });
    },
  };
}
