import { expect, it, vi } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { createFlorin } from '../../../src/florin.ts';
import { openStorage } from '../../../src/storage/open.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { refusal } from '../../support/refusal.ts';

const types = async ({ stripe }: Harness, params: object = {}) =>
  (await stripe.events.list(params)).data.map(({ type }) => type);

it('serves events for thirty days by the clock of their world', () =>
  withFlorin(async (harness) => {
    const { stripe, florin, client } = harness;
    const other = client('sk_test_other');
    await other.customers.create();
    await stripe.customers.create();
    const [old] = (await stripe.events.list()).data;
    await florin.advance('30d', { key: 'sk_test_harness' });
    expect(await types(harness)).toEqual(['customer.created']);
    expect((await stripe.events.retrieve(old?.id ?? '')).type).toBe('customer.created');
    await florin.advance('1s', { key: 'sk_test_harness' });
    await stripe.products.create({ name: 'Tea' });
    expect(await types(harness)).toEqual(['product.created']);
    expect(await types(harness, { type: 'customer.created' })).toEqual([]);
    expect(await types(harness, { created: { gte: 1 } })).toEqual(['product.created']);
    expect(await types(harness, { delivery_success: true })).toEqual(['product.created']);
    expect(await refusal(stripe.events.retrieve(old?.id ?? ''))).toMatchObject({ code: 'resource_missing' });
    const retried = await harness.call('POST', `/v1/events/${old?.id}/retry`, { for_stripecli: 'true' });
    expect(retried).toMatchObject({ status: 404, body: { error: { code: 'resource_missing' } } });
    expect((await other.events.list()).data).toHaveLength(1);
  }));

it('starts and responds while old idempotency records are being deleted', async () => {
  const storage = await openStorage(':memory:');
  const clock = createManualClock();
  const { promise, resolve } = Promise.withResolvers<number>();
  const purge = vi.spyOn(storage, 'purgeIdempotency').mockReturnValue(promise);
  const florin = await createFlorin({ storage, clock });
  const response = await florin.fetch('http://florin/v1/customers', { headers: { authorization: 'Bearer sk_test_x' } });
  expect(response.status).toBe(200);
  expect(purge).toHaveBeenCalledOnce();
  resolve(0);
  await florin.close();
});

it('deletes idempotency records after a day', async () => {
  const storage = await openStorage(':memory:');
  const clock = createManualClock();
  const hourly: (() => void)[] = [];
  const woken = {
    ...clock,
    wakeAfter(ms: number, wake: () => void) {
      if (ms === 3_600_000) hourly.push(wake);
      return () => {};
    },
  };
  const florin = await createFlorin({ storage, clock: woken });
  const post = async () => {
    const response = await florin.fetch('http://florin/v1/customers', {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_x', 'idempotency-key': 'once' },
    });
    return response.headers.get('idempotent-replayed');
  };
  expect([await post(), await post()]).toEqual([null, 'true']);
  clock.move(86_400_000 + 1_000);
  for (const wake of hourly) wake();
  const world = accountOf('sk_test_x');
  await vi.waitFor(async () => expect(await storage.readIdempotency(world, 'once')).toBeUndefined());
  expect(await post()).toBe(null);
  await florin.close();
});
