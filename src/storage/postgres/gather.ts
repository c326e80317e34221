import { held } from './waiting.ts';

/** Keys per statement. */
const MOST_AT_ONCE = 500;
/** So many are worth a statement of their own, even while another is under way. */
const WORTH_A_STATEMENT = 16;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** A read request in a world. */
interface ReadRequest<Value> {
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
  const worlds = new Map<string, ReadRequest<Value>>();

  function plan(world: string, request: ReadRequest<Value>): void {
    if (request.planned || request.byKey.size === 0) return;
    if (request.awaited > 0 && request.byKey.size < WORTH_A_STATEMENT) return;
    request.planned = true;
    setImmediate(() => {
      request.planned = false;
      request.awaited++;
      held(loadSome(world, take(request.byKey)), () => {
        request.awaited--;
        if (request.byKey.size > 0) plan(world, request);
        else if (request.awaited === 0) worlds.delete(world);
      });
      plan(world, request);
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
      const request = worlds.get(world) ?? { byKey: new Map(), awaited: 0, planned: false };
      worlds.set(world, request);
      const waiting = request.byKey.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else request.byKey.set(key, [{ resolve, reject }]);
      plan(world, request);
    });
}

function take<Value>(byKey: Map<string, Value>): (readonly [string, Value])[] {
  const taken = [...byKey].slice(0, MOST_AT_ONCE);
  for (const [key] of taken) byKey.delete(key);
  return taken;
}
