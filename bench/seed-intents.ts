import { accountOf } from '../src/api/authenticate.ts';
import { createFlorin } from '../src/florin.ts';
import { createIds } from '../src/kernel/ids.ts';
import { createPositions } from '../src/kernel/positions.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';

/** PaymentIntents in one commit. */
const AT_ONCE = 50;

/** Fills a new data folder with PaymentIntents of one world, through the storage port; one is made by the API, the rest copy it. */
export async function seedIntents(data: string, key: string, count: number): Promise<void> {
  const model = await modelIntent(data, key);
  const storage = openSqlite({ path: data });
  const account = accountOf(key);
  const ids = createIds();
  const takeBlock = createPositions();
  for (let made = 1; made < count; made += AT_ONCE) {
    const block = takeBlock(Date.now());
    const intents = Array.from({ length: Math.min(AT_ONCE, count - made) }, (_, n) => {
      const id = ids.next('pi', block + n);
      return {
        id,
        position: block + n,
        body: JSON.stringify({ ...model, id, client_secret: `${id}_secret_${ids.random(25)}` }),
      };
    });
    await storage.commit({
      account,
      expected: [],
      revisions: intents.map(({ id, position, body }) => ({ revision: position, id, body })),
      objects: intents.map(({ id, position }) => ({
        id,
        type: 'payment_intent',
        version: 1,
        revision: position,
        position,
        deleted: false,
      })),
      listings: { add: intents.map(({ id, position }) => ({ list: 'payment_intent', position, id })), remove: [] },
      events: [],
      postings: [],
      timers: { add: [], remove: [] },
      idempotency: null,
    });
  }
  await storage.close();
}

async function modelIntent(data: string, key: string): Promise<object> {
  const florin = await createFlorin({ storage: data });
  const response = await florin.fetch('http://127.0.0.1/v1/payment_intents', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'stripe-version': '2026-10-28.endive' },
    body: new URLSearchParams({ amount: '1099', currency: 'usd' }),
  });
  const intent = (await response.json()) as { id: string };
  const stored = await florin.engine.storage.readObject(accountOf(key), intent.id);
  await florin.close();
  return JSON.parse(stored?.body ?? '{}') as object;
}
