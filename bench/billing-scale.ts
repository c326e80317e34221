import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seedDue, seedInvoices } from './billing-seed.ts';
import { cpuMs, leaveServersCore, start } from './processes.ts';

const KEY = 'sk_test_bench';
const HEADERS = { authorization: `Bearer ${KEY}`, 'stripe-version': '2026-10-28.endive' };
/** Requests a second while subscriptions renew: half read, half take a payment. */
const REQUESTS_PER_SECOND = 20;
/** Seconds from the start of the server until the first subscription is due. */
const BEFORE_DUE_SECONDS = 5;
const LONGEST_SECONDS = 900;
/** Requests of which the cheapest half is compared, in turns between the two worlds. */
const TIMED = 400;

type Print = (name: string, figure: string) => void;

/** Many subscriptions that are due in one minute are renewed by the worker, while requests come in. */
export async function dueAtOnce({
  florin,
  folder,
  print,
  count,
}: {
  readonly florin: string;
  readonly folder: string;
  readonly print: Print;
  readonly count: number;
}): Promise<void> {
  const data = join(folder, 'due-at-once');
  // The seeding takes a while; a subscription that is due by then only waits for the server.
  const newest = await seedDue(data, KEY, count, BEFORE_DUE_SECONDS);
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  leaveServersCore();
  const [began, cpu] = [performance.now(), cpuMs(server.pid)];
  const latencies: number[] = [];
  const running = new Set<Promise<void>>();
  let isDone = false;
  const load = (async () => {
    for (let n = 0; !isDone; n++) {
      const asked = ask(server.url, n, newest).then((ms) => void latencies.push(ms));
      running.add(asked);
      void asked.finally(() => running.delete(asked));
      await wait(1000 / REQUESTS_PER_SECOND);
    }
    await Promise.all(running);
  })();
  while ((await dueLeft(server.url)) > 0) {
    if (performance.now() - began > LONGEST_SECONDS * 1000) throw new Error('they were not renewed in time');
    await wait(1000);
  }
  const seconds = (performance.now() - began) / 1000;
  const cpuSeconds = (cpuMs(server.pid) - cpu) / 1000;
  isDone = true;
  await load;
  await server.stop();
  rmSync(data, { recursive: true });
  latencies.sort((a, b) => a - b);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  print(
    `${count} subscriptions due in the same minute, all renewed`,
    `${seconds.toFixed(0)} s, ${cpuSeconds.toFixed(0)} s of CPU`,
  );
  print(
    `  ${REQUESTS_PER_SECOND} requests a second meanwhile (${latencies.length})`,
    `p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  longest ${at(1 - 1 / latencies.length)} ms`,
  );
}

/** A page of the subscriptions that are not renewed yet: those whose period ends within a few days. */
async function dueLeft(url: string): Promise<number> {
  const until = Math.floor(Date.now() / 1000) + 3 * 86_400;
  const answer = await fetch(`${url}/v1/subscriptions?limit=1&current_period_end[lt]=${until}`, { headers: HEADERS });
  return ((await answer.json()) as { readonly data: readonly unknown[] }).data.length;
}

/** Sends a request of the load; returns its milliseconds. */
async function ask(url: string, n: number, subscription: string): Promise<number> {
  const began = performance.now();
  const answer =
    n % 2 === 0
      ? await fetch(`${url}/v1/subscriptions/${subscription}`, { headers: HEADERS })
      : await fetch(`${url}/v1/payment_intents`, {
          method: 'POST',
          headers: HEADERS,
          body: new URLSearchParams(PAYMENT),
        });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.text();
  return performance.now() - began;
}

const PAYMENT = { amount: '1099', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' };

/** Lists of invoices and a preview, in a world of few invoices and in one of many. */
export async function manyInvoices({
  florin,
  folder,
  print,
  few,
  many,
}: {
  readonly florin: string;
  readonly folder: string;
  readonly print: Print;
  readonly few: number;
  readonly many: number;
}): Promise<void> {
  const worlds = [];
  for (const count of [few, many]) {
    const data = join(folder, `invoices-${count}`);
    const model = await seedInvoices(data, KEY, count);
    worlds.push({ ...model, data, server: await start(florin, ['start', '--port', '0', '--data', data]) });
  }
  leaveServersCore();
  type World = (typeof worlds)[number];
  const kinds: readonly (readonly [string, (world: World) => Promise<Response>])[] = [
    ['a page of invoices', ({ server }) => fetch(`${server.url}/v1/invoices`, { headers: HEADERS })],
    ['a page of paid invoices', ({ server }) => fetch(`${server.url}/v1/invoices?status=paid`, { headers: HEADERS })],
    [
      'invoices of a customer',
      ({ server, customer }) => fetch(`${server.url}/v1/invoices?customer=${customer}`, { headers: HEADERS }),
    ],
    [
      'a preview of the upcoming invoice',
      ({ server, subscription }) =>
        fetch(`${server.url}/v1/invoices/create_preview`, {
          method: 'POST',
          headers: HEADERS,
          body: new URLSearchParams({ subscription }),
        }),
    ],
  ];
  for (const [name, send] of kinds) {
    const times = worlds.map((): number[] => []);
    for (let n = 0; n < TIMED; n++) {
      for (const [place, world] of worlds.entries()) {
        const cpu = cpuMs(world.server.pid);
        const answer = await send(world);
        if (!answer.ok) throw new Error(await answer.text());
        await answer.text();
        times[place]?.push(cpuMs(world.server.pid) - cpu);
      }
    }
    const [small = 1, large = 1] = times.map((all) => median(all));
    print(
      `${name}, ${few} and ${many} invoices`,
      `${small.toFixed(2)} and ${large.toFixed(2)} ms of CPU: ${(large / small).toFixed(2)} ×`,
    );
  }
  for (const { server, data } of worlds) {
    await server.stop();
    rmSync(data, { recursive: true });
  }
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
