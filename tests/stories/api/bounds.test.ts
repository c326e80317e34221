import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

test('an Authorization header that is much longer than a key is refused, and is not cached', async () => {
  await withFlorin(async ({ call }) => {
    const basic = (password: string) => `Basic ${Buffer.from(`sk_test_harness:${password}`).toString('base64')}`;
    const list = (authorization: string) => call('GET', '/v1/customers', '', { headers: { authorization } });
    expect((await list(basic('x'))).status).toBe(200);
    const { status, body } = await list(basic('x'.repeat(2_000)));
    expect([status, body.error.type]).toEqual([401, 'invalid_request_error']);
    expect(body.error.message).toMatch(/^The Authorization header has \d+ characters/);
  });
});

test('memory does not grow with the texts of requests', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const requests = 2_000;
  const long = 16_000;
  await withFlorin(async ({ florin }) => {
    // Read on request, so that nothing but Florin keeps them.
    const text = (n: number) => Buffer.alloc(long, `${n}x`).toString('latin1');
    const send = (n: number) =>
      florin.api({
        method: 'GET',
        path: `/v1/customers/${text(n)}`,
        query: `email=${n}`,
        header: (name) => {
          if (name === 'authorization')
            return `Basic ${Buffer.from(`sk_test_heap:${n}${'p'.repeat(n % 2 ? 600 : 12_000)}`).toString('base64')}`;
          return name === 'user-agent' || name === 'idempotency-key' ? text(n) : undefined;
        },
        body: async () => '',
        bytes: async () => new Uint8Array(),
        ip: '127.0.0.1',
        baseUrl: 'http://127.0.0.1',
      });
    for (let n = 0; n < 100; n++) await send(n);
    const before = heap();
    for (let n = 0; n < requests; n++) await send(n);
    const grown = heap() - before;
    expect(grown).toBeLessThan((requests * long) / 4);
  });
});
