import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { someAtATime } from './at-once.ts';
import { type Form, type Json, noToll, type PersistentClient, persistentClient } from './client.ts';
import { doctor } from './cluster.ts';
import { type Fleet, openFleet, startNode, warmUp } from './nodes.ts';
import { createRandom, type Random } from './simulation/random.ts';
import type { Torture, TortureOptions, TortureResult } from './torture.ts';

const KEY = 'sk_test_kill_clock';
const SIZES = {
  short: { subscriptions: 6, months: 2, kills: 2 },
  full: { subscriptions: 100, months: 12, kills: 30 },
} as const;
const AT_A_TIME = 8;
/** The 31st, so that periods are of every length. */
const FROM = Date.UTC(2027, 0, 31) / 1000;
const MONTH_SECONDS = 31 * 86_400;
/** Average lifetime of a node that advances a clock. */
const MEAN_LIFE_MS = 1_000;
const LOOK_EVERY_MS = 100;
/** The clock must be there by then. */
const LONGEST_MS = 600_000;
const PAGE = 100;

/** Kills a node again and again while it advances a test clock with many subscriptions. */
export const killClock: Torture = {
  name: 'kill-clock',
  does: 'kills a node while a test clock is advanced; every period is billed and paid once, under numbers without gaps',
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'florin-kill-clock-'));
    try {
      return await torment(join(folder, 'data'), options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function torment(data: string, { seed, size, tell }: TortureOptions): Promise<TortureResult> {
  if (size === 'full') await warmUp();
  const { subscriptions, months, kills } = SIZES[size];
  const fleet = openFleet(1, () => startNode(data));
  const client = persistentClient('clock', { url: fleet.url, key: KEY, toll: noToll() });
  try {
    await fleet.ready();
    const made = await subscribe(client, subscriptions);
    const target = FROM + months * MONTH_SECONDS;
    await post(client, `/v1/test_helpers/test_clocks/${made.clock}/advance`, { frozen_time: String(target) });
    const killed = await killUntilThere(fleet, client, { clock: made.clock, kills, seed, tell });
    const problems: string[] = [];
    let invoices = 0;
    await someAtATime(made.subscriptions, AT_A_TIME, async (id) => {
      const found = await invoicesOf(client, id);
      invoices += found.length;
      problems.push(...faultsOf(id, found, target));
    });
    await fleet.stop();
    return {
      figures: {
        'kills (SIGKILL) while the clock was advanced': killed,
        subscriptions,
        months,
        'invoices, each paid once': invoices,
      },
      problems: [...problems, ...(await doctor(data)), ...fleet.problems()],
    };
  } finally {
    await fleet.end();
  }
}

async function post(client: PersistentClient, path: string, form: Form): Promise<Json> {
  const answer = await client.post(path, form);
  if (answer?.status === 200) return answer.body;
  throw new Error(`${path} got the response ${answer?.status} ${JSON.stringify(answer?.body)}`);
}

async function subscribe(client: PersistentClient, count: number) {
  const { id: clock } = await post(client, '/v1/test_helpers/test_clocks', { frozen_time: String(FROM) });
  const { id: price } = await post(client, '/v1/prices', {
    currency: 'usd',
    unit_amount: '1000',
    'recurring[interval]': 'month',
    'product_data[name]': 'Plan',
  });
  const subscriptions: string[] = [];
  await someAtATime(Array.from({ length: count }), AT_A_TIME, async () => {
    const { id: customer } = await post(client, '/v1/customers', { test_clock: String(clock), source: 'tok_visa' });
    const form = { customer: String(customer), 'items[0][price]': String(price) };
    subscriptions.push(String((await post(client, '/v1/subscriptions', form)).id));
  });
  return { clock: String(clock), subscriptions };
}

/** Kills the node until the clock is there, or as often as allowed. Returns the number of kills. */
async function killUntilThere(
  fleet: Fleet,
  client: PersistentClient,
  { clock, kills, seed, tell }: { clock: string; kills: number; seed: number; tell: (line: string) => void },
): Promise<number> {
  const random: Random = createRandom('clock killer', seed);
  const until = performance.now() + LONGEST_MS;
  let killed = 0;
  for (;;) {
    const found = await client.get(`/v1/test_helpers/test_clocks/${clock}`);
    const status = String(found?.body.status);
    if (status === 'ready') return killed;
    if (status !== 'advancing') throw new Error(`the clock is ${status}`);
    if (performance.now() > until) throw new Error(`the clock is at ${found?.body.frozen_time} after ${LONGEST_MS} ms`);
    if (killed === kills) {
      await wait(LOOK_EVERY_MS);
      continue;
    }
    await wait(random.fraction() * 2 * MEAN_LIFE_MS);
    const next = await fleet.replace(0);
    await next.ready;
    killed += 1;
    if (killed % 10 === 0) tell(`${killed} kills, the clock is at ${found?.body.frozen_time}`);
  }
}

async function invoicesOf(client: PersistentClient, subscription: string): Promise<Json[]> {
  const answer = await client.get(`/v1/invoices?subscription=${subscription}&limit=${PAGE}`);
  return ((answer?.body.data as Json[] | undefined) ?? []).toReversed();
}

/** Faults of a subscription's invoices, oldest first: gaps and overlaps of periods or numbers. */
function faultsOf(subscription: string, invoices: readonly Json[], target: number): string[] {
  const faults: string[] = [];
  let billedUntil = FROM;
  for (const [n, { id, amount_paid: paid, lines, number, status }] of invoices.entries()) {
    const [{ period } = { period: {} }] = (lines as Json).data as Json[];
    const { start, end } = period as { start?: number; end?: number };
    if (start !== billedUntil) faults.push(`${id} bills from ${start}, not from ${billedUntil}`);
    billedUntil = end ?? 0;
    if (n < invoices.length - 1 && (status !== 'paid' || paid !== 1000))
      faults.push(`${id} is ${status}, ${paid} paid`);
    if (number !== null && !String(number).endsWith(`-${String(n + 1).padStart(4, '0')}`)) {
      faults.push(`${id}, invoice ${n + 1} of ${subscription}, has the number ${number}`);
    }
  }
  if (billedUntil <= target) faults.push(`${subscription} is billed until ${billedUntil}, and it is ${target}`);
  return faults;
}
