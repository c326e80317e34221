/** At most this many keys are asked for at once. */
const MOST_AT_ONCE = 500;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads many by one statement: whoever asks in the same turn of the event loop shares it, account by account. Requests
 * that are worked on at the same time ask for much the same things, and each statement saved is a round trip saved.
 */
export function gather<Value>(
  load: (account: string, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (account: string, key: string) => Promise<Value | undefined> {
  let asked = new Map<string, Map<string, Waiting<Value>[]>>();

  function loadAll(): void {
    const all = asked;
    asked = new Map();
    for (const [account, byKey] of all) {
      const keys = [...byKey];
      for (let n = 0; n < keys.length; n += MOST_AT_ONCE) void loadSome(account, keys.slice(n, n + MOST_AT_ONCE));
    }
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
      if (asked.size === 0) setImmediate(loadAll);
      const byKey = asked.get(account) ?? new Map<string, Waiting<Value>[]>();
      asked.set(account, byKey);
      const waiting = byKey.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else byKey.set(key, [{ resolve, reject }]);
    });
}
