import { join } from 'node:path';
import { cpuMs, leaveServersCore, start } from './processes.ts';

const KEY = 'sk_test_bench';
const VERSION = '2026-10-28.endive';
const CONNECTIONS = 8;
const SUBSCRIPTIONS = 1_000;
const MONTHS = 24;
/** A month of 31 days; the clock goes a little beyond the last renewal. */
const MONTH_SECONDS = 31 * 86_400;
const FROZEN = 1_800_000_000;
const LOOK_EVERY_MS = 200;

interface Answer {
  readonly id: string;
  readonly status: string;
  readonly data?: readonly unknown[];
}

/** Renews many subscriptions on one test clock for two years, and counts their invoices. */
export async function subscriptions(
  florin: string,
  folder: string,
  print: (name: string, figure: string) => void,
): Promise<void> {
  const server = await start(florin, ['start', '--port', '0', '--data', join(folder, 'subscriptions')]);
  leaveServersCore();
  const call = async (method: string, path: string, form: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(`${server.url}/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'stripe-version': VERSION },
      ...(method === 'POST' && { body: new URLSearchParams(form) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const { id: clock } = await call('POST', 'test_helpers/test_clocks', { frozen_time: String(FROZEN) });
  const plan = { currency: 'usd', unit_amount: '1000', 'recurring[interval]': 'month', 'product_data[name]': 'Plan' };
  const { id: price } = await call('POST', 'prices', plan);
  let left = SUBSCRIPTIONS;
  const made: string[] = [];
  const subscribe = async () => {
    while (left-- > 0) {
      const { id: customer } = await call('POST', 'customers', { test_clock: clock, source: 'tok_visa' });
      made.push((await call('POST', 'subscriptions', { customer, 'items[0][price]': price })).id);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, subscribe));
  const [began, cpu] = [performance.now(), cpuMs(server.pid)];
  const target = String(FROZEN + MONTHS * MONTH_SECONDS);
  await call('POST', `test_helpers/test_clocks/${clock}/advance`, { frozen_time: target });
  let status = 'advancing';
  while (status === 'advancing') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    ({ status } = await call('GET', `test_helpers/test_clocks/${clock}`));
  }
  const seconds = (performance.now() - began) / 1000;
  const cpuSeconds = (cpuMs(server.pid) - cpu) / 1000;
  if (status !== 'ready') throw new Error(`the clock is ${status}`);
  const expected = MONTHS + 1;
  for (const id of [made[0], made.at(-1)]) {
    const { data = [] } = await call('GET', `invoices?subscription=${id}&status=paid&limit=100`);
    if (data.length !== expected) throw new Error(`${id} has ${data.length} paid invoices, not ${expected}`);
  }
  await server.stop();
  print(
    `${SUBSCRIPTIONS} subscriptions, ${MONTHS} months on one clock`,
    `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU (${SUBSCRIPTIONS * MONTHS} renewals, each paid)`,
  );
}
