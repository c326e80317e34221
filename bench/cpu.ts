import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getRequest, keepBusy, type NextRequest, postRequest, type Target } from './client.ts';
import { cpuMs, leaveServersCore, type Running, residentMb, start } from './processes.ts';
import { printProfile } from './profile.ts';

/** A server under measurement: this checkout's, or the one that it is compared with. */
interface Measured extends Target {
  readonly name: string;
  readonly checkout: string;
  readonly server: Running;
  readonly data: string;
  readonly loads: Readonly<Record<string, NextRequest>>;
}

const KEY = 'sk_test_bench';
const CONNECTIONS = 16;
/** Seconds of one load of one server before the other has its turn. */
const TURN_SECONDS = 0.25;
const WARM_UP_SECONDS = 2;
/** Ids that are retrieved one after the other: more than any cache of answers holds. */
const MANY_IDS = 3_000;
/** Objects on a page of a list. */
const PAGE = 100;

const PAYMENT = 'create+confirm';
const payment = (target: Target) =>
  postRequest(target, '/v1/payment_intents', 'amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa');

/** Returns the loads by name. `ids` are payments that are there. */
function loadsOf(target: Target, ids: readonly string[]): Record<string, NextRequest> {
  let asked = 0;
  const retrieve = (id = '') => getRequest(target, `/v1/payment_intents/${id}`);
  return {
    [PAYMENT]: () => payment(target),
    'customer create': () => postRequest(target, '/v1/customers', 'email=jenny%40example.com&name=Jenny%20Rosen'),
    'retrieve, one id': () => retrieve(ids[0]),
    'retrieve, other ids': () => retrieve(ids[asked++ % ids.length]),
    'list of 10': () => getRequest(target, '/v1/payment_intents?limit=10'),
    'list of 100': () => getRequest(target, `/v1/payment_intents?limit=${PAGE}`),
  };
}

function print(name: string, figure: string): void {
  console.log(`${name.padEnd(24)} ${figure}`);
}

/** Opens a server with payments in it. */
async function open(name: string, checkout: string, folder: string): Promise<Measured> {
  const data = mkdtempSync(join(folder, 'data-'));
  const server = await start(join(checkout, 'dist/src/main.js'), ['start', '--port', '0', '--data', data]);
  const target = { url: server.url, key: KEY };
  await keepBusy(target, () => payment(target), { connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  return { ...target, name, checkout, server, data, loads: loadsOf(target, await idsOf(target)) };
}

/** The newest payments. */
async function idsOf({ url, key }: Target): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < MANY_IDS) {
    const after = ids.length > 0 ? `&starting_after=${ids.at(-1)}` : '';
    const answer = await fetch(`${url}/v1/payment_intents?limit=${PAGE}${after}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data } = (await answer.json()) as { data: readonly { id: string }[] };
    if (data.length === 0) break;
    ids.push(...data.map(({ id }) => id));
  }
  return ids;
}

/** One turn of a load; returns the CPU time of the server per request, in microseconds. */
async function turn({ server, loads, url, key }: Measured, name: string): Promise<number> {
  const next = loads[name];
  if (!next) throw new Error(`unknown load ${name}`);
  const before = cpuMs(server.pid);
  const { latencies, refused } = await keepBusy({ url, key }, next, {
    connections: CONNECTIONS,
    seconds: TURN_SECONDS,
  });
  if (refused > 0) throw new Error(`${refused} of ${latencies.length} requests for ${name} were refused`);
  return (1000 * (cpuMs(server.pid) - before)) / latencies.length;
}

/** Loads the servers in turns, so that what else the machine does falls on all of them. */
async function compare(servers: readonly Measured[], names: readonly string[], rounds: number): Promise<void> {
  for (const name of names) {
    for (const server of servers) await turn(server, name);
    const times = servers.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      const order = [...servers.entries()];
      if (round % 2 === 1) order.reverse();
      for (const [place, server] of order) times[place]?.push(await turn(server, name));
    }
    const [own = 0, other] = times.map(lowerQuartile);
    const against = other === undefined ? '' : `  against ${other.toFixed(1)} µs  ratio ${(own / other).toFixed(3)}`;
    print(name, `${own.toFixed(1)} µs${against}`);
  }
}

/** The lower quartile: other work of the machine can only add to a figure. */
function lowerQuartile(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 4)] ?? 0;
}

/** Counts the bytes and rows that a payment leaves, in a world that has nothing else. */
async function written(name: string, checkout: string, folder: string): Promise<void> {
  const data = mkdtempSync(join(folder, 'written-'));
  const server = await start(join(checkout, 'dist/src/main.js'), ['start', '--port', '0', '--data', data]);
  const target = { url: server.url, key: KEY };
  const { latencies } = await keepBusy(target, () => payment(target), { connections: CONNECTIONS, seconds: 4 });
  const memory = residentMb(server.pid);
  await server.stop();
  const file = join(data, 'florin.db');
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const rows = tables
    .map(({ name: table }) => {
      const count = db.prepare(`SELECT count(*) AS rows FROM ${table}`).get();
      return [table, Number(count?.rows) / latencies.length] as const;
    })
    .filter(([, each]) => each >= 0.01);
  db.close();
  const bytes = Math.round(statSync(file).size / latencies.length);
  const sum = rows.reduce((all, [, each]) => all + each, 0);
  print(
    `written, ${name}`,
    `${bytes} bytes and ${sum.toFixed(1)} rows a payment; ${memory} MB of memory after ${latencies.length}`,
  );
  for (const [table, each] of rows) print('', `${each.toFixed(2).padStart(6)} ${table}`);
}

/**
 * `npm run bench -- --cpu [--against CHECKOUT] [--profile LOAD] [--rounds N] [--only LOAD]`: CPU time per request, with
 * another checkout in the same run; bytes and rows of a payment; where the time goes. The checkouts are built.
 */
export async function cpu({
  against,
  rounds,
  profiled,
  only,
}: {
  readonly against: string | undefined;
  readonly rounds: number;
  readonly profiled: string | undefined;
  readonly only: readonly string[] | undefined;
}): Promise<void> {
  leaveServersCore();
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'));
  const checkouts = [['this', '.'], ...(against === undefined ? [] : [['against', against]])] as [string, string][];
  try {
    if (profiled === undefined) {
      const servers: Measured[] = [];
      for (const [name, checkout] of checkouts) servers.push(await open(name, checkout, folder));
      await compare(servers, only ?? Object.keys(servers[0]?.loads ?? {}), rounds);
      for (const { server } of servers) await server.stop();
      if (only === undefined) for (const [name, checkout] of checkouts) await written(name, checkout, folder);
    } else {
      for (const [name, checkout] of checkouts) {
        console.log(`${profiled}, ${name}`);
        await printProfile({ checkout, folder, key: KEY, next: async (target) => loadOf(target, profiled) });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loadOf(target: Target, name: string): Promise<NextRequest> {
  await keepBusy(target, () => payment(target), { connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  const next = loadsOf(target, await idsOf(target))[name];
  if (!next) throw new Error(`unknown load ${name}`);
  return next;
}
