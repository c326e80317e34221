import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { parseArgs } from 'node:util';
import { dueAtOnce, manyInvoices } from './billing-scale.ts';
import { checkoutReady, firstElementReady } from './browser.ts';
import { connect } from './connect.ts';
import { cpu } from './cpu.ts';
import { dashboard } from './dashboard.ts';
import { filteredLists } from './lists.ts';
import { postgres } from './postgres.ts';
import { bareRows, load, medianLoad, residentMb, start } from './processes.ts';
import { CUSTOMERS, PAYMENT_INTENTS, seed } from './seed.ts';
import { subscriptions } from './subscriptions.ts';
import { usage } from './usage.ts';

/**
 * `npm run bench [-- --quick]`: how fast Florin is, with its ratio to what the machine does without it. Medians of
 * rounds; the server on one core, the load beside it. `--quick` takes shorter rounds and smaller worlds; `--cpu`
 * measures CPU time instead (see `cpu.ts`), `--usage` only meter events, `--subscriptions` only Billing, `--connect` only
 * platforms with accounts, `--dashboard` only the list of payments, `--postgres` only PostgreSQL.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
    usage: { type: 'boolean', default: false },
    subscriptions: { type: 'boolean', default: false },
    connect: { type: 'boolean', default: false },
    dashboard: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    against: { type: 'string' },
    rounds: { type: 'string', default: '40' },
    profile: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});
const seconds = values.quick ? 2 : 6;
const rounds = values.quick ? 1 : 5;
/** The number of times a page is opened for a median. */
const browserVisits = values.quick ? 5 : 15;
const many = values.quick ? 50_000 : 1_000_000;
const florin = 'dist/src/main.js';
const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'));

function print(name: string, figure: string): void {
  console.log(`${name.padEnd(44)} ${figure}`);
}

function ratio(figure: number, bare: number): string {
  return `${Math.round((100 * figure) / bare)}% of bare`;
}

async function coldStart(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const data = mkdtempSync(join(folder, 'cold-'));
    const began = performance.now();
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    await fetch(`${server.url}/v1/customers`, { headers: { authorization: 'Bearer sk_test_bench' } });
    times.push(performance.now() - began);
    await server.stop();
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

async function payments(bare: number, rows: number): Promise<void> {
  const data = join(folder, 'payments');
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  await load(server.url, 'payment', { seconds: 2 });
  const paid = await medianLoad(rounds, () => load(server.url, 'payment', { seconds }));
  print(
    'create+confirm, durable',
    `${paid.perSecond}/s  p50 ${paid.p50} ms  p99 ${paid.p99} ms  (${ratio(paid.perSecond, bare)} http, ${ratio(paid.perSecond, rows)} rows)`,
  );
  const customers = await medianLoad(rounds, () => load(server.url, 'customer', { seconds }));
  print(
    'customer create',
    `${customers.perSecond}/s  p99 ${customers.p99} ms  (${ratio(customers.perSecond, bare)} http)`,
  );
  const answer = await fetch(`${server.url}/v1/payment_intents?limit=1`, {
    headers: { authorization: 'Bearer sk_test_bench' },
  });
  const target = ((await answer.json()) as { data: { id: string }[] }).data[0]?.id ?? '';
  const retrieved = await medianLoad(rounds, () => load(server.url, 'retrieve', { seconds, target }));
  print('retrieve', `${retrieved.perSecond}/s  p99 ${retrieved.p99} ms  (${ratio(retrieved.perSecond, bare)} http)`);
  await server.stop();
}

/** Selling a product by Checkout: creating the session, and the page's first question about it. */
async function checkout(bare: number): Promise<void> {
  const server = await start(florin, ['start', '--port', '0', '--data', join(folder, 'checkout')]);
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await fetch(`${server.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_bench' },
      body: new URLSearchParams(form),
    });
    return ((await answer.json()) as { id: string }).id;
  };
  const price = { currency: 'usd', unit_amount: '1500', 'product_data[name]': 'Poster' };
  const target = await post('prices', price);
  const order = {
    mode: 'payment',
    success_url: 'https://shop.example/thanks',
    'line_items[0][price]': target,
    'line_items[0][quantity]': '2',
  };
  await load(server.url, 'checkout', { seconds: 1, target });
  const made = await medianLoad(rounds, () => load(server.url, 'checkout', { seconds, target }));
  print(
    'checkout session create, durable',
    `${made.perSecond}/s  p50 ${made.p50} ms  p99 ${made.p99} ms  (${ratio(made.perSecond, bare)} http)`,
  );
  const visited = await checkoutReady(`${server.url}/c/pay/${await post('checkout/sessions', order)}`, browserVisits);
  print('checkout page, can be paid, cold page', `${Math.round(visited)} ms`);
  const session = await post('checkout/sessions', order);
  const shown = await medianLoad(rounds, () =>
    load(server.url, 'get', { seconds, target: `/v1/payment_pages/${session}` }),
  );
  print('checkout page, its data', `${shown.perSecond}/s  p99 ${shown.p99} ms`);
  await server.stop();
}

/** Bytes a payment and memory after many of them, in a world that has nothing else. */
async function size(): Promise<void> {
  const data = join(folder, 'size');
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  const wanted = values.quick ? 5_000 : 100_000;
  let made = 0;
  while (made < wanted) made += (await load(server.url, 'payment', { seconds: values.quick ? 1 : 10 })).requests;
  const memory = residentMb(server.pid);
  await (await fetch(`${server.url}/metrics`)).text();
  const watched = residentMb(server.pid);
  await server.stop();
  const bytes = statSync(join(data, 'florin.db')).size;
  print(`on disk after ${made} payments`, `${(bytes / made / 1024).toFixed(1)} KB a payment`);
  print(`resident memory after ${made} payments`, `${memory} MB  (${watched} MB after a request to /metrics)`);
}

async function lists(): Promise<void> {
  const rates: number[] = [];
  for (const count of [1_000, many]) {
    const data = join(folder, `lists-${count}`);
    await seed(data, 'sk_test_bench', [PAYMENT_INTENTS], count);
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    await load(server.url, 'list', { connections: 4, seconds: 1 });
    const { perSecond, p50 } = await medianLoad(rounds, () =>
      load(server.url, 'list', { connections: 4, seconds: Math.min(seconds, 3) }),
    );
    rates.push(perSecond);
    print(`list page of 100, ${count} PaymentIntents`, `${perSecond}/s  p50 ${p50} ms`);
    await server.stop();
    rmSync(data, { recursive: true });
  }
  const [few = 1, lots = 1] = rates;
  print('cost of a page, large world to small', (few / lots).toFixed(2));
}

/** Measures a world's first search and later ones. */
async function searches(): Promise<void> {
  const count = values.quick ? 20_000 : 100_000;
  const data = join(folder, 'search');
  await seed(data, 'sk_test_bench', [PAYMENT_INTENTS, CUSTOMERS], count);
  const before = statSync(join(data, 'florin.db')).size;
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  for (const [path, field] of [
    ['payment_intents', 'amount'],
    ['customers', 'email'],
  ]) {
    const began = performance.now();
    await fetch(`${server.url}/v1/${path}/search?query=${field}:null`, {
      headers: { authorization: 'Bearer sk_test_bench' },
    });
    const per = (performance.now() - began) / (count / 100_000);
    print(`first search among ${count} ${path}`, `${(per / 1000).toFixed(1)} s per 100000`);
  }
  for (const [what, path, query] of [
    ['metadata equality', 'payment_intents', `metadata["order_id"]:"order-${(count / 3) | 0}"`],
    ['amount range', 'payment_intents', 'amount>=5000 amount<5100'],
    ['amount and status', 'payment_intents', 'amount>50000 AND -status:"canceled"'],
    ['part of an email, page of 10', 'customers', 'email~"@shop500."'],
    ['part of an email, found nowhere', 'customers', 'email~"@nowhere"'],
  ] as const) {
    const target = `/v1/${path}/search?query=${encodeURIComponent(query)}`;
    const { perSecond, p50, p99 } = await load(server.url, 'get', {
      connections: 4,
      seconds: values.quick ? 1 : 3,
      target,
    });
    print(`search: ${what}, ${count} objects`, `${perSecond}/s  p50 ${p50} ms  p99 ${p99} ms`);
  }
  await server.stop();
  const bytes = (statSync(join(data, 'florin.db')).size - before) / (2 * count);
  print('the search index on disk', `${Math.round(bytes)} bytes an object`);
}

/** Measures when a customer can type into a page that loads the script and an element, on an idle machine. */
async function firstElements(): Promise<void> {
  const server = await start(florin, ['start', '--port', '0', '--data', ':memory:']);
  const types = ['card', 'payment'];
  const times = await firstElementReady(server.url, types, browserVisits);
  for (const [place, type] of types.entries())
    print(`first ${type} element ready, cold page`, `${Math.round(times[place] ?? 0)} ms`);
  await server.stop();
}

try {
  if (spawnSync(execPath, ['scripts/build.ts'], { stdio: 'inherit' }).status !== 0) process.exit(1);
  const { against, profile: profiled, only } = values;
  if (values.cpu) await cpu({ against, profiled, only, rounds: Number(values.rounds) });
  else if (values.connect) await connect({ florin, folder, print, ...accountsOf(values.quick) });
  else if (values.dashboard) await dashboard({ florin, folder, print, seconds, rounds, many });
  else if (values.postgres) await postgres({ print, seconds, rounds });
  else if (values.usage) await usage(florin, folder, seconds, print);
  else if (values.subscriptions) await billing();
  else await everything();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The accounts of a large platform, and those that are paid out on one day. */
function accountsOf(isQuick: boolean): { many: number; paidOut: number } {
  return isQuick ? { many: 2_000, paidOut: 500 } : { many: 100_000, paidOut: 10_000 };
}

/** Renewals on a test clock, many due at once, and a world of many invoices. */
async function billing(): Promise<void> {
  await subscriptions(florin, folder, print);
  await dueAtOnce({ florin, folder, print, count: values.quick ? 2_000 : 100_000 });
  await manyInvoices({ florin, folder, print, few: 1_000, many: values.quick ? 20_000 : 1_000_000 });
}

async function everything(): Promise<void> {
  const plain = await start('bench/bare-server.ts', []);
  await load(plain.url, 'bare', { seconds: 1 });
  const bare = await medianLoad(rounds, () => load(plain.url, 'bare', { seconds: Math.min(seconds, 3) }));
  await plain.stop();
  print('bare node:http, constant answer', `${bare.perSecond}/s  p99 ${bare.p99} ms`);
  print('cold start to first answer', `${Math.round(await coldStart())} ms`);
  const rows = await bareRows(Math.min(seconds, 5));
  print('bare node:sqlite, the rows of a payment', `${rows}/s`);
  await payments(bare.perSecond, rows);
  await checkout(bare.perSecond);
  await usage(florin, folder, seconds, print);
  await billing();
  await connect({ florin, folder, print, ...accountsOf(values.quick) });
  await size();
  await lists();
  await filteredLists({ florin, folder, print, seconds: Math.min(seconds, 3), rounds });
  await searches();
  await firstElements();
  await postgres({ print, seconds, rounds });
}
