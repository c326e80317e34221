import { held } from './waiting.ts';

/** At most this many keys are asked for at once. */
const MOST_AT_ONCE = 500;
/** So many are worth a statement of their own, even while another is under way. */
const WORTH_A_STATEMENT = 16;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** A read request in a world. */
interface Asked<Value> {
  readonly byKey: Map<string, Waiting<Value>[]>;
  /** Statements in flight that others may wait for. */
  awaited: number;
  planned: boolean;
}

/**
 * Batches reads: those of one turn of the event loop share a statement per world, as do those that arrive while the
 * previous one is in flight, unless that takes long. Concurrent requests read much the same objects, and each statement
 * saved is a round trip saved.
 */
export function gather<Value>(
  load: (world: string, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (world: string, key: string) => Promise<Value | undefined> {
  const worlds = new Map<string, Asked<Value>>();

  function plan(world: string, asked: Asked<Value>): void {
    if (asked.planned || asked.byKey.size === 0) return;
    if (asked.awaited > 0 && asked.byKey.size < WORTH_A_STATEMENT) return;
    asked.planned = true;
    setImmediate(() => {
      asked.planned = false;
      asked.awaited++;
      held(loadSome(world, take(asked.byKey)), () => {
        asked.awaited--;
        if (asked.byKey.size > 0) plan(world, asked);
        else if (asked.awaited === 0) worlds.delete(world);
      });
      plan(world, asked);
    });
  }

  async function loadSome(world: string, some: readonly (readonly [string, Waiting<Value>[]])[]): Promise<void> {
    try {
      const keys = some.map(([key]) => key);
      const found = await load(world, keys);
      for (const [key, waiting] of some) for (const each of waiting) each.resolve(found.get(key));
    } catch (error) {
      for (const [, waiting] of some) for (const each of waiting) each.reject(error);
    }
  }

  return (world, key) =>
    new Promise((resolve, reject) => {
      const asked = worlds.get(world) ?? { byKey: new Map(), awaited: 0, planned: false };
      worlds.set(world, asked);
      const waiting = asked.byKey.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else asked.byKey.set(key, [{ resolve, reject }]);
      plan(world, asked);
    });
}

function take<Value>(byKey: Map<string, Value>): (readonly [string, Value])[] {
  const taken = [...byKey].slice(0, MOST_AT_ONCE);
  for (const [key] of taken) byKey.delete(key);
  return taken;
}
