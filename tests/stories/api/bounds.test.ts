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
