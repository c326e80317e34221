import { held } from './waiting.ts';

/** At most this many keys are asked for at once. */
const MOST_AT_ONCE = 500;
/** So many are worth a statement of their own, even while another is under way. */
const WORTH_A_STATEMENT = 16;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked for of an account. */
interface Asked<Value> {
  readonly byKey: Map<string, Waiting<Value>[]>;
  /** How many statements are under way that may be waited for. */
  awaited: number;
  planned: boolean;
}

/**
 * Reads many by one statement: whoever asks in the same turn of the event loop shares it, account by account, and so
 * does whoever asks while the one before is under way, unless that takes long. Requests that are worked on at the same
 * time ask for much the same things, and each statement saved is a round trip saved.
 */
export function gather<Value>(
  load: (account: string, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (account: string, key: string) => Promise<Value | undefined> {
  const accounts = new Map<string, Asked<Value>>();

  function plan(account: string, asked: Asked<Value>): void {
    if (asked.planned || asked.byKey.size === 0) return;
    if (asked.awaited > 0 && asked.byKey.size < WORTH_A_STATEMENT) return;
    asked.planned = true;
    setImmediate(() => {
      asked.planned = false;
      asked.awaited++;
      held(loadSome(account, take(asked.byKey)), () => {
        asked.awaited--;
        if (asked.byKey.size > 0) plan(account, asked);
        else if (asked.awaited === 0) accounts.delete(account);
      });
      plan(account, asked);
    });
  }

  async function loadSome(account: string, some: readonly (readonly [string, Waiting<Value>[]])[]): Promise<void> {
    try {
      const keys = some.map(([key]) => key);
      const found = await load(account, keys);
      for (const [key, waiting] of some) for (const each of waiting) each.resolve(found.get(key));
    } catch (error) {
      for (const [, waiting] of some) for (const each of waiting) each.reject(error);
    }
  }

  return (account, key) =>
    new Promise((resolve, reject) => {
      const asked = accounts.get(account) ?? { byKey: new Map(), awaited: 0, planned: false };
      accounts.set(account, asked);
      const waiting = asked.byKey.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else asked.byKey.set(key, [{ resolve, reject }]);
      plan(account, asked);
    });
}

function take<Value>(byKey: Map<string, Value>): (readonly [string, Value])[] {
  const taken = [...byKey].slice(0, MOST_AT_ONCE);
  for (const [key] of taken) byKey.delete(key);
  return taken;
}
