import { isDeepStrictEqual } from 'node:util';
import { someAtATime } from './at-once.ts';
import type { Json, PersistentClient } from './client.ts';
import type { Ledger } from './kill-shop.ts';
import type { TortureResult } from './torture.ts';

const READS_AT_A_TIME = 8;
const PAGE = 100;
const MOST_PAGES = 10_000;
const LISTS = ['/v1/customers', '/v1/payment_intents', '/v1/refunds', '/v1/transfers'];

/** Reads every object of the shops' responses, and counts the objects of each Idempotency-Key. */
export async function readBack(client: PersistentClient, ledger: Ledger): Promise<TortureResult> {
  const problems: string[] = [];
  let lost = 0;
  await someAtATime(ledger.objects, READS_AT_A_TIME, async ([path, told]) => {
    const there = await client.get(path);
    if (there?.status === 200 && isDeepStrictEqual(settled(there.body), settled(told))) return;
    lost += 1;
    problems.push(
      `${path} was acknowledged as ${JSON.stringify(told)} and is ${there?.status} ${differing(there?.body, told)}`,
    );
  });
  await someAtATime(ledger.charges, READS_AT_A_TIME, async ([id, { captured, refunded }]) => {
    const there = await client.get(`/v1/charges/${id}`);
    const shown = `captured ${there?.body.amount_captured}, refunded ${there?.body.amount_refunded}`;
    const told = `captured ${captured}, refunded ${refunded}`;
    if (shown === told) return;
    lost += 1;
    problems.push(`${id} was acknowledged as ${told}, and is ${shown}`);
  });
  const { most: mostOfOneKey, objects } = await countByKey(client, problems);
  if (objects !== ledger.objects.size && ledger.unanswered === 0)
    problems.push(`there are ${objects} objects, and shops got responses about ${ledger.objects.size}`);
  return {
    figures: {
      'acknowledged writes lost': lost,
      'objects there that keys made': objects,
      'most objects of one key': mostOfOneKey,
    },
    problems,
  };
}

/** Removes the acquirer's reference, which refunds get later; everything else stays as in the response. */
function settled({ destination_details: _, ...told }: Json): Json {
  return told;
}

function differing(there: Json | undefined, told: Json): string {
  const fields = Object.keys({ ...there, ...told }).filter((field) => !isDeepStrictEqual(there?.[field], told[field]));
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, there?.[field]])));
}

/** Returns how many objects each key created; shops write the key into the metadata. */
async function countByKey(client: PersistentClient, problems: string[]): Promise<{ most: number; objects: number }> {
  const byKey = new Map<string, number>();
  let objects = 0;
  for (const path of LISTS) {
    for await (const { id, metadata } of listed(client, path)) {
      const { key } = metadata as { key?: string };
      // Created by Florin: refunds of released authorizations.
      if (key === undefined) continue;
      const before = byKey.get(key) ?? 0;
      if (before > 0) problems.push(`${id} is object ${before + 1} of the key ${key}`);
      byKey.set(key, before + 1);
      objects += 1;
    }
  }
  return { most: most(byKey.values()), objects };
}

/** Returns the largest number, or 0 if there is none. */
export function most(numbers: Iterable<number>): number {
  let largest = 0;
  for (const number of numbers) largest = Math.max(largest, number);
  return largest;
}

/** Returns all objects of a list. */
export async function* listed(client: PersistentClient, path: string): AsyncGenerator<Json> {
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client.get(`${path}?limit=${PAGE}${after}`);
    if (answer?.status !== 200) throw new Error(`${path} got the response ${answer?.status}`);
    const data = answer.body.data as Json[];
    yield* data;
    if (answer.body.has_more !== true) return;
    after = `&starting_after=${data.at(-1)?.id}`;
  }
  throw new Error(`${path} has no end`);
}
