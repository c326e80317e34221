import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { getRequest, keepBusy, type NextRequest, postRequest, type Target } from './client.ts';
import { seedAccounts } from './connect-seed.ts';
import { cpuMs, leaveServersCore, type Running, start } from './processes.ts';

const KEY = 'sk_test_bench';
const CONNECTIONS = 8;
/** Turns of each load, so that other work of the machine falls on all of them. */
const TURNS = 12;
const TURN_SECONDS = 0.5;
/** Long enough for a business day to begin. */
const SOME_DAYS = '4d';
const CARD = 'amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa';

interface Options {
  readonly florin: string;
  readonly folder: string;
  readonly print: (name: string, figure: string) => void;
  /** Accounts of a large platform, and those that are paid out on one day. */
  readonly many: number;
  readonly paidOut: number;
}

/** Measures a platform's payments, a large platform against a small one, and the daily payouts of many accounts. */
export async function connect(options: Options): Promise<void> {
  leaveServersCore();
  await directCharges(options);
  await largePlatform(options);
  await dailyPayouts(options);
}

/** CPU time of the server per request of each load, in microseconds: the lower quartile of turns. */
async function compare(
  targets: readonly (Target & { readonly server: Running; readonly next: NextRequest })[],
): Promise<number[]> {
  const times = targets.map((): number[] => []);
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const [place, { server, next, ...target }] of targets.entries()) {
      const before = cpuMs(server.pid);
      const { latencies, refused } = await keepBusy(target, next, { connections: CONNECTIONS, seconds: TURN_SECONDS });
      if (refused > 0) throw new Error(`${refused} of ${latencies.length} requests were refused`);
      // The first turn warms up.
      if (turn > 0) times[place]?.push((1000 * (cpuMs(server.pid) - before)) / latencies.length);
    }
  }
  return times.map((of) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 4)] ?? 0);
}

const direct = (target: Target, account: string): NextRequest => {
  return () => postRequest(target, '/v1/payment_intents', `${CARD}&application_fee_amount=100`, account);
};

async function directCharges({ florin, folder, print }: Options): Promise<void> {
  const data = join(folder, 'connect-direct');
  const account = await seedAccounts(data, KEY, 10, { funded: false });
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  const target = { url: server.url, key: KEY, server };
  const [plain = 1, shared = 1] = await compare([
    { ...target, next: () => postRequest(target, '/v1/payment_intents', CARD) },
    { ...target, next: direct(target, account) },
  ]);
  await server.stop();
  print('payment, durable', `${plain.toFixed(0)} µs of CPU`);
  print('direct payment with a fee, durable', `${shared.toFixed(0)} µs of CPU, ${share(plain, shared)} of the rate`);
}

function share(plain: number, other: number): string {
  return `${Math.round((100 * plain) / other)} %`;
}

async function largePlatform({ florin, folder, print, many }: Options): Promise<void> {
  const servers: { server: Running; target: Target & { server: Running }; account: string }[] = [];
  for (const count of [10, many]) {
    const data = join(folder, `connect-${count}`);
    const account = await seedAccounts(data, KEY, count, { funded: false });
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    const target = { url: server.url, key: KEY, server };
    await post(server, '/v1/payment_intents', { ...FUNDS, amount: '90000000' });
    await post(server, '/v1/transfers', { amount: '80000000', currency: 'usd', destination: account });
    servers.push({ server, target, account });
  }
  const loads: Record<string, (target: Target, account: string) => NextRequest> = {
    'a page of 10 accounts': (target) => () => getRequest(target, '/v1/accounts?limit=10'),
    'a direct payment with a fee': direct,
    'a payout': (target, account) => () => postRequest(target, '/v1/payouts', 'amount=1&currency=usd', account),
  };
  for (const [name, load] of Object.entries(loads)) {
    const [few = 1, lots = 1] = await compare(
      servers.map(({ target, account }) => ({ ...target, next: load(target, account) })),
    );
    print(
      `${name}, ${many} accounts to 10`,
      `${lots.toFixed(0)} µs to ${few.toFixed(0)} µs: ${(lots / few).toFixed(2)}`,
    );
  }
  for (const { server } of servers) await server.stop();
  for (const count of [10, many]) rmSync(join(folder, `connect-${count}`), { recursive: true });
}

async function dailyPayouts({ florin, folder, print, paidOut }: Options): Promise<void> {
  const data = join(folder, 'connect-payouts');
  await seedAccounts(data, KEY, paidOut, { funded: true });
  const server = await start(florin, ['start', '--port', '0', '--data', data]);
  const target = { url: server.url, key: KEY };
  // Until the funds have become available, and all payouts are planned.
  await post(server, '/_florin/clock/advance', { by: '1s' });
  const before = cpuMs(server.pid);
  const began = performance.now();
  let isDone = false;
  const advanced = post(server, '/_florin/clock/advance', { by: SOME_DAYS }).then(() => {
    isDone = true;
  });
  const latencies: number[] = [];
  while (!isDone) {
    const next = () => postRequest(target, '/v1/payment_intents', CARD);
    latencies.push(...(await keepBusy(target, next, { connections: 1, seconds: TURN_SECONDS })).latencies);
  }
  await advanced;
  const seconds = (performance.now() - began) / 1000;
  const cpu = (cpuMs(server.pid) - before) / 1000;
  const p99 = latencies.sort((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? 0;
  const paid = await fetch(`${server.url}/v1/events?type=payout.paid&limit=1`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  if (paid.status !== 200) throw new Error(await paid.text());
  await server.stop();
  print(
    `the daily payout of ${paidOut} accounts`,
    `${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU with ${latencies.length} payments beside it  p99 ${p99.toFixed(1)} ms`,
  );
}

const FUNDS = { currency: 'usd', confirm: 'true', payment_method: 'pm_card_bypassPending' };

async function post({ url }: Running, path: string, form: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} got the response ${answer.status} ${text}`);
}
