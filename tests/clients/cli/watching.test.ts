import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type StartedFlorin, startFlorin } from '../../support/command-line.ts';

const SECRET = 'sk_test_watched9KqLmP2xT7';
const CARD = '4242424242424242';

async function call(server: StartedFlorin, method: 'GET' | 'POST', path: string, form: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${SECRET}` },
    ...(method === 'POST' && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, body: (await response.json()) as { id: string } };
}

const pay = (server: StartedFlorin, method: string, key?: string) =>
  fetch(`${server.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}`, ...(key && { 'idempotency-key': key }) },
    body: new URLSearchParams({ amount: '1099', currency: 'usd', confirm: 'true', payment_method: method }),
  });

/** Returns the values of `/metrics` by name and labels. */
async function metricsOf(server: StartedFlorin): Promise<Map<string, number>> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** A webhook endpoint that responds with these statuses in order and counts its deliveries. */
async function endpoint(statuses: readonly number[]) {
  let had = 0;
  const arrivals: (() => void)[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(statuses[had++] ?? 200).end();
      for (const arrival of arrivals.splice(0)) arrival();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    async received(count: number) {
      while (had < count) await new Promise<void>((resolve) => arrivals.push(resolve));
    },
    close: () => server.close(),
  };
}

describe('/metrics', () => {
  test('counts requests, declines, replays, commits and deliveries, and measures the lag of timers', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    const hook = await endpoint([200, 500]);
    try {
      await call(server, 'POST', '/v1/webhook_endpoints', { url: hook.url, 'enabled_events[]': 'customer.created' });
      const { body: customer } = await call(server, 'POST', '/v1/customers');
      await call(server, 'POST', '/v1/customers');
      await call(server, 'GET', `/v1/customers/${customer.id}`);
      await call(server, 'GET', '/v1/customers/cus_nobody');
      await call(server, 'GET', '/v1/no_such_thing');
      await pay(server, 'pm_card_visa', 'once');
      await pay(server, 'pm_card_visa', 'once');
      await pay(server, 'pm_card_visa_chargeDeclinedInsufficientFunds');
      await hook.received(2);

      const metrics = await metricsOf(server);
      const get = (name: string) => metrics.get(name);
      expect(get('florin_requests_total{method="POST",path="/v1/customers",status="200"}')).toBe(2);
      expect(get('florin_requests_total{method="GET",path="/v1/customers/{customer}",status="200"}')).toBe(1);
      expect(get('florin_requests_total{method="GET",path="/v1/customers/{customer}",status="404"}')).toBe(1);
      expect(get('florin_requests_total{method="any",path="unknown",status="404"}')).toBe(1);
      expect(get('florin_requests_total{method="POST",path="/v1/payment_intents",status="402"}')).toBe(1);
      expect(get('florin_declines_total{code="card_declined",decline_code="insufficient_funds"}')).toBe(1);
      expect(get('florin_idempotent_replays_total')).toBe(1);
      expect(get('florin_request_duration_seconds_count{method="POST",path="/v1/payment_intents"}')).toBe(3);
      expect(get('florin_commit_duration_seconds_count')).toBeGreaterThanOrEqual(5);
      expect(get('florin_commit_conflicts_total')).toBe(0);
      expect(get('florin_failures_total')).toBe(0);
      expect(get('florin_timer_lag_seconds')).toBeLessThan(60);
      expect(get('process_resident_memory_bytes')).toBeGreaterThan(0);

      // An attempt is counted after its response was read, slightly later than the endpoint sends it.
      await expect
        .poll(async () => {
          const now = await metricsOf(server);
          return ['delivered', 'refused', 'unanswered'].map((outcome) =>
            now.get(`florin_webhook_deliveries_total{outcome="${outcome}"}`),
          );
        })
        .toEqual([1, 1, 0]);
      for (const name of metrics.keys()) expect(name).not.toMatch(/cus_|pi_|sk_test|acct_/);
    } finally {
      hook.close();
      await server.stop();
    }
  });

  test('counts decisions that ran again after a conflict', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    const { body: customer } = await call(server, 'POST', '/v1/customers');
    const updates = Array.from({ length: 40 }, (_, n) =>
      call(server, 'POST', `/v1/customers/${customer.id}`, { description: String(n) }),
    );
    expect((await Promise.all(updates)).map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    expect((await metricsOf(server)).get('florin_commit_conflicts_total')).toBeGreaterThan(0);
    await server.stop();
  });

  test('do not exist with --metrics off', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:', '--metrics', 'off']);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    await server.stop();
  });
});

describe('the log', () => {
  /** Sends secrets in every part of a request that can carry one; returns them. */
  async function sendSecrets(server: StartedFlorin): Promise<string[]> {
    await pay(server, 'pm_card_visa', 'my-idempotency-key');
    await call(server, 'POST', '/v1/payment_methods', {
      type: 'card',
      'card[number]': CARD,
      'card[exp_month]': '12',
      'card[exp_year]': '2040',
      'card[cvc]': '987',
    });
    await call(server, 'GET', `/v1/customers/${SECRET}`);
    await call(server, 'GET', `/v1/${SECRET}/${CARD}`);
    await call(server, 'POST', '/v1/customers', { [SECRET]: CARD, email: 'jenny.rosen@example.com' });
    await fetch(`${server.url}/v1/customers`, { headers: { authorization: 'Bearer sk_live_forbidden0000' } });
    await pay(server, 'pm_card_visa_chargeDeclinedInsufficientFunds');
    return [SECRET, SECRET.slice(8), CARD, 'cvc', 'sk_live', 'jenny.rosen', 'my-idempotency-key', 'pi_', 'Bearer'];
  }

  test('has a line of JSON for each request, without secrets', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:', '--log', 'json']);
    const before = server.output().length;
    const secrets = await sendSecrets(server);
    await call(server, 'POST', '/_florin/clock/advance', { by: '1s' });
    expect(await server.stop()).toBe(0);
    const lines = server
      .output()
      .slice(before)
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines).toHaveLength(8);
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries[0]).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'info',
      request_id: expect.stringMatching(/^req_/),
      method: 'POST',
      path: '/v1/payment_intents',
      status: 200,
      ms: expect.any(Number),
      key: 'secret',
      world: expect.stringMatching(/^acct_/),
    });
    expect(entries[3]).toMatchObject({ path: null, status: 404, error_type: 'invalid_request_error' });
    expect(entries[5]).toMatchObject({ status: 401, key: null, world: null });
    expect(entries[7]).toMatchObject({ path: '/_florin/clock/advance', status: 200, key: 'secret' });
    expect(entries[6]).toMatchObject({ status: 402, error_code: 'card_declined', decline_code: 'insufficient_funds' });
    for (const secret of secrets) expect(lines.join('\n'), secret).not.toContain(secret);
  });

  test('is readable text with --log text, without secrets', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:'], { FLORIN_LOG: 'text' });
    const before = server.output().length;
    const secrets = await sendSecrets(server);
    await server.stop();
    const printed = server.output().slice(before);
    expect(printed).toMatch(/^20\S+Z req_\w+ POST \/v1\/payment_intents 200 [\d.]+ secret acct_\w+$/m);
    for (const secret of secrets) expect(printed, secret).not.toContain(secret);
  });

  test('is off by default, and rejects other formats', async () => {
    const server = await startFlorin(['start', '--port', '0', '--data', ':memory:']);
    const before = server.output().length;
    await pay(server, 'pm_card_visa');
    await server.stop();
    expect(server.output().slice(before).trim()).toBe('Stopping: waiting for requests in progress.');
  });
});
