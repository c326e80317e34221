import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { accountOf } from '../src/api/authenticate.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { cpuMs, leaveServersCore, load, medianLoad, type Running, start } from './processes.ts';
import { BALANCE_TRANSACTIONS, PAYMENT_INTENTS, seed } from './seed.ts';

const FEW = 1_000;
const KEY = 'sk_test_bench';
const ACCOUNT = accountOf(KEY);
const WORLD = `/_florin/worlds/${ACCOUNT}`;
/** The tabs of the list of payments; '' is all of them. */
const TABS = ['', 'succeeded', 'refunded', 'disputed', 'failed', 'uncaptured', 'incomplete', 'canceled'];
/** A slow laptop, in times of this machine. */
const CPU_SLOWDOWN = 4;
/** Visits of a page for a median. */
const VISITS = 5;

interface DashboardParts {
  readonly florin: string;
  readonly folder: string;
  readonly print: (name: string, figure: string) => void;
  readonly seconds: number;
  readonly rounds: number;
  readonly many: number;
}

/**
 * `npm run bench -- --dashboard`: the list of payments by tab and the reports, in a small world and in one of `many`
 * payments; the time to the first row on a slow machine; payments a second while the dashboard is open.
 */
export async function dashboard(parts: DashboardParts): Promise<void> {
  const { florin, folder, print, many } = parts;
  const small = new Map<string, number>();
  for (const count of [FEW, many]) {
    const data = join(folder, `dashboard-${count}`);
    await seed(data, KEY, [PAYMENT_INTENTS, BALANCE_TRANSACTIONS], count);
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    await countReports(server, count, print);
    for (const path of ['/reports', ...TABS.map((tab) => `/payments${tab && `?state=${tab}`}`)]) {
      const ask = (options: { seconds: number }) =>
        load(server.url, 'get', { ...options, connections: 1, target: WORLD + path });
      await ask({ seconds: 1 });
      const begun = cpuMs(server.pid);
      let requests = 0;
      const { p50 } = await medianLoad(parts.rounds, async () => {
        const result = await ask(parts);
        requests += result.requests;
        return result;
      });
      // The time of the CPU does not depend on what else the machine does.
      const cpu = (cpuMs(server.pid) - begun) / requests;
      const before = small.get(path);
      small.set(path, before ?? cpu);
      const times = before === undefined ? '' : `, ${(cpu / before).toFixed(2)} × that of ${FEW}`;
      print(`dashboard: ${path} of ${count} payments`, `p50 ${p50} ms, ${cpu.toFixed(2)} ms of CPU${times}`);
    }
    await firstRow(server, count, print);
    await server.stop();
  }
  await paymentsMeanwhile(parts);
}

/** Calls until all transactions are counted, and the longest of them. */
async function countReports(server: Running, count: number, print: DashboardParts['print']): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}` };
  const times: number[] = [];
  for (let complete = false; !complete; ) {
    const begun = performance.now();
    const response = await fetch(`${server.url}${WORLD}/reports`, { headers });
    ({ complete } = (await response.json()) as { complete: boolean });
    times.push(performance.now() - begun);
  }
  const longest = Math.round(Math.max(...times));
  print(`dashboard: reports of ${count} counted`, `${times.length} calls, the longest ${longest} ms`);
}

/** The median time from opening the list with an empty cache until its first row is on the screen. */
async function firstRow(server: Running, count: number, print: DashboardParts['print']): Promise<void> {
  const browser = await launchBrowser();
  const times: number[] = [];
  // The first visit warms the browser up.
  for (let visit = 0; visit <= VISITS; visit++) {
    const context = await loggedIn(browser, server);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.goto(`${server.url}/dashboard/${ACCOUNT}/payments`, { waitUntil: 'commit' });
    await page.locator('[data-row-link]').first().waitFor();
    times.push(await page.evaluate('performance.now()'));
    await context.close();
  }
  await browser.close();
  const median = times.slice(1).sort((a, b) => a - b)[Math.floor(VISITS / 2)] ?? 0;
  print(`dashboard: first row of ${count} payments`, `${Math.round(median)} ms on a CPU ${CPU_SLOWDOWN} times slower`);
}

/** A browser's context with a session. */
async function loggedIn(browser: Browser, server: Running): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-US' });
  await context.request.post(`${server.url}/_florin/dashboard/session`, {
    headers: { 'florin-dashboard': '1' },
    form: { key: KEY },
  });
  return context;
}

/** Payments a second with the list open and without, in turns. The browser shares the core of the load, not the server's. */
async function paymentsMeanwhile({ florin, folder, print, seconds, rounds }: DashboardParts): Promise<void> {
  leaveServersCore();
  const server = await start(florin, ['start', '--port', '0', '--data', join(folder, 'dashboard-open')]);
  const browser = await launchBrowser();
  const rates = { open: [] as number[], closed: [] as number[] };
  await load(server.url, 'payment', { seconds: 2 });
  for (let round = 0; round < 2 * rounds; round++) {
    const isOpen = round % 2 === 1;
    const context = await loggedIn(browser, server);
    const page = await context.newPage();
    if (isOpen) {
      await page.goto(`${server.url}/dashboard/${ACCOUNT}/payments`);
      await page.locator('[data-row-link]').first().waitFor();
    }
    const { perSecond } = await load(server.url, 'payment', { seconds });
    rates[isOpen ? 'open' : 'closed'].push(perSecond);
    await context.close();
  }
  await browser.close();
  await server.stop();
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const [open, closed] = [median(rates.open), median(rates.closed)];
  print(
    'dashboard: create+confirm while it is open',
    `${open}/s, ${Math.round((100 * open) / closed)}% of ${closed}/s`,
  );
}
