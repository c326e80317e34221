import { accountOf } from '../src/api/authenticate.ts';
import { createFlorin } from '../src/florin.ts';
import { createIds } from '../src/kernel/ids.ts';
import { createPositions } from '../src/kernel/positions.ts';
import type { Storage } from '../src/kernel/storage.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';

/** Objects in one commit. */
const AT_ONCE = 50;

/** A kind of object to fill a world with: one is made by the API, the rest copy it. */
export interface Kind {
  readonly type: string;
  readonly prefix: string;
  readonly path: string;
  readonly form: Record<string, string>;
  /** The field of the answer that has its id, if it is not the answer itself. */
  readonly from?: string;
  /** The fields in which the nth object differs, besides its id. */
  readonly own: (n: number, id: string) => object;
}

export const PAYMENT_INTENTS: Kind = {
  type: 'payment_intent',
  prefix: 'pi',
  path: '/v1/payment_intents',
  form: { amount: '1099', currency: 'usd' },
  own: (n, id) => ({
    client_secret: `${id}_secret_of_the_bench_alone`,
    amount: 100 + ((n * 7_919) % 100_000),
    metadata: { order_id: `order-${n}` },
  }),
};

export const BALANCE_TRANSACTIONS: Kind = {
  type: 'balance_transaction',
  prefix: 'txn',
  path: '/v1/charges',
  form: { amount: '1099', currency: 'usd', source: 'tok_visa' },
  from: 'balance_transaction',
  own: () => ({}),
};

export const CUSTOMERS: Kind = {
  type: 'customer',
  prefix: 'cus',
  path: '/v1/customers',
  form: { email: 'jenny@example.com', name: 'Jenny Rosen' },
  own: (n) => ({ email: `jenny${n}@shop${n % 977}.example` }),
};

export const PRICES: Kind = {
  type: 'price',
  prefix: 'price',
  path: '/v1/prices',
  form: { currency: 'usd', unit_amount: '1500', 'product_data[name]': 'Poster' },
  own: (n) => ({ unit_amount: 100 + n }),
};

/** Fills a new data folder with `count` objects of each kind in one world, through the storage port. */
export async function seed(data: string, key: string, kinds: readonly Kind[], count: number): Promise<void> {
  const models = await makeModels(data, key, kinds);
  const storage = openSqlite({ path: data });
  const world = accountOf(key);
  const ids = createIds();
  const takeBlock = createPositions();
  for (const [place, kind] of kinds.entries()) {
    for (let made = 1; made < count; made += AT_ONCE) {
      const block = takeBlock(Date.now());
      const objects = Array.from({ length: Math.min(AT_ONCE, count - made) }, (_, n) => {
        const id = ids.next(kind.prefix, block + n);
        const body = JSON.stringify({ ...models[place], id, ...kind.own(made + n, id) });
        return { id, position: block + n, body };
      });
      await commit(storage, world, kind.type, objects);
    }
  }
  await storage.close();
}

async function makeModels(data: string, key: string, kinds: readonly Kind[]): Promise<object[]> {
  const florin = await createFlorin({ storage: data });
  const models: object[] = [];
  for (const { path, form, from = 'id' } of kinds) {
    const response = await florin.fetch(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'stripe-version': '2026-10-28.endive' },
      body: new URLSearchParams(form),
    });
    const answer = (await response.json()) as Record<string, string>;
    const stored = await florin.engine.storage.readObject(accountOf(key), answer[from] ?? '');
    models.push(JSON.parse(stored?.body ?? '{}') as object);
  }
  await florin.close();
  return models;
}

async function commit(
  storage: Storage,
  world: string,
  type: string,
  made: readonly { id: string; position: number; body: string }[],
): Promise<void> {
  await storage.commit({
    world,
    expected: [],
    revisions: made.map(({ id, position, body }) => ({ revision: position, id, body })),
    objects: made.map(({ id, position }) => {
      return { id, type, version: 1, revision: position, position, deleted: false };
    }),
    listings: { add: made.map(({ id, position }) => ({ list: type, position, id })), remove: [] },
    events: [],
    postings: [],
    timers: { add: [], remove: [] },
    idempotency: null,
  });
}
