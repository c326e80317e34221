import { join } from 'node:path';
import { keepBusy } from './client.ts';
import { cpuMs, leaveServersCore, start } from './processes.ts';

const KEY = 'sk_test_bench';
const VERSION = '2026-10-28.endive';
const CONNECTIONS = 8;
/** Events of a request, the most that the stream takes. */
const EVENTS = 100;
const CUSTOMERS = 200;
/** One event in this many repeats the identifier of an earlier one. */
const REPEATED = 20;
/** Distance to that earlier event: in a request that was answered before. */
const REPEATS_AFTER = 5_000;
const DAY = 86_400;

/** Sends meter events to the stream, and compares what was counted with what was sent. */
export async function usage(
  florin: string,
  folder: string,
  seconds: number,
  print: (name: string, figure: string) => void,
): Promise<void> {
  const server = await start(florin, ['start', '--port', '0', '--data', join(folder, 'usage')]);
  leaveServersCore();
  const call = async (method: string, path: string, form: Record<string, string> = {}) => {
    const query = new URLSearchParams(form).toString();
    const answer = await fetch(`${server.url}${path}${method === 'GET' ? `?${query}` : ''}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'stripe-version': VERSION },
      ...(method === 'POST' && !path.startsWith('/v2') && { body: new URLSearchParams(form) }),
    });
    return (await answer.json()) as { id: string; authentication_token: string; data: { aggregated_value: number }[] };
  };
  const terms = { display_name: 'Calls', event_name: 'calls', 'default_aggregation[formula]': 'sum' };
  const { id: meter } = await call('POST', '/v1/billing/meters', terms);
  const customers: string[] = [];
  for (let n = 0; n < CUSTOMERS; n++) customers.push((await call('POST', '/v1/customers')).id);
  const { authentication_token: token } = await call('POST', '/v2/billing/meter_event_session');

  let sent = 0;
  let distinct = 0;
  const { host } = new URL(server.url);
  const next = () => {
    const events = Array.from({ length: EVENTS }, () => {
      const isRepeated = distinct > REPEATS_AFTER && sent++ % REPEATED === 0;
      const number = isRepeated ? distinct - REPEATS_AFTER : distinct++;
      const payload = { stripe_customer_id: customers[number % CUSTOMERS], value: '1' };
      return { event_name: 'calls', identifier: `event-${number}`, payload };
    });
    const body = JSON.stringify({ events });
    return Buffer.from(
      `POST /v2/billing/meter_event_stream HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\nstripe-version: ${VERSION}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  };
  const before = cpuMs(server.pid);
  const answered = await keepBusy({ url: server.url, key: token }, next, { connections: CONNECTIONS, seconds });
  const cpuSeconds = (cpuMs(server.pid) - before) / 1000;
  if (answered.refused > 0) throw new Error(`${answered.refused} requests were refused`);
  const accepted = answered.latencies.length * EVENTS;

  const today = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const span = { start_time: String(today - DAY), end_time: String(today + 2 * DAY) };
  let counted = 0;
  for (const customer of customers) {
    const { data } = await call('GET', `/v1/billing/meters/${meter}/event_summaries`, { customer, ...span });
    counted += data[0]?.aggregated_value ?? 0;
  }
  await server.stop();
  if (counted !== distinct) throw new Error(`${distinct} events were sent, and ${counted} counted`);
  print(
    'meter events by the stream, durable',
    `${Math.round(accepted / answered.seconds)}/s, ${Math.round(accepted / cpuSeconds)} a second of CPU (${counted} counted, ${accepted - distinct} repeated)`,
  );
}
