import { describe, expect, it } from 'vitest';
import type { LoggedDelivery, LogQuery, RequestBatch } from '../../../src/kernel/logs.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import { untilNone, world } from './samples.ts';

const request = (n: number, parts: Partial<RequestBatch> = {}): RequestBatch => {
  return { world, id: `req_${n}`, position: n, entries: 1, body: JSON.stringify([['/v1/“東京”', n]]), ...parts };
};
const delivery = (n: number, event: string, endpoint: string): LoggedDelivery => {
  return { world, id: `wd_${n}`, position: n, event, endpoint, body: `{"n":${n}}` };
};
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

export function describeLogs(storage: () => Storage): void {
  const write = (requests: readonly RequestBatch[], deliveries: readonly LoggedDelivery[] = []) =>
    storage().writeLogs({ requests, deliveries });
  const requests = async (limit = 100) => ids(await storage().listRequests(world, { limit }));

  describe('the log of requests', () => {
    it('returns the entries newest first, separately for each world', async () => {
      await write([request(2), request(1), request(3), request(4, { world: 'acct_other' })]);
      expect(await storage().listRequests(world, { limit: 2 })).toEqual([request(3), request(2)]);
      expect(ids(await storage().listRequests('acct_other', { limit: 9 }))).toEqual(['req_4']);
    });

    it('is paged without losing rows of the same moment', async () => {
      await write([1, 2, 3, 4, 5].map((n) => request(n, { position: 7 })));
      const seen: string[] = [];
      for (let after: LogQuery['after']; ; ) {
        const page = await storage().listRequests(world, { limit: 2, ...(after && { after }) });
        if (page.length === 0) break;
        seen.push(...ids(page));
        after = page.at(-1);
      }
      expect(seen).toEqual(['req_5', 'req_4', 'req_3', 'req_2', 'req_1']);
    });

    it('stores a row written twice once', async () => {
      await write([request(1)]);
      await write([request(1), request(2)]);
      expect(await requests()).toEqual(['req_2', 'req_1']);
    });
  });

  it('the log of deliveries can be read by event, by endpoint or as a whole', async () => {
    await write([], [delivery(1, 'evt_1', 'we_1'), delivery(2, 'evt_1', 'we_2'), delivery(3, 'evt_2', 'we_1')]);
    const find = async (query: object) => ids(await storage().listDeliveries(world, { limit: 9, ...query }));
    expect(await find({})).toEqual(['wd_3', 'wd_2', 'wd_1']);
    expect(await find({ event: 'evt_1' })).toEqual(['wd_2', 'wd_1']);
    expect(await find({ endpoint: 'we_1' })).toEqual(['wd_3', 'wd_1']);
    expect(await find({ endpoint: 'we_1', after: { position: 3, id: 'wd_3' } })).toEqual(['wd_1']);
    expect(await find({ event: 'evt_9' })).toEqual([]);
    expect(await storage().listDeliveries(world, { event: 'evt_2', limit: 9 })).toEqual([delivery(3, 'evt_2', 'we_1')]);
  });

  it('old log entries are deleted, a limited number per call', async () => {
    await write(
      [1, 2, 3, 4].map((n) => request(n)),
      [delivery(1, 'evt_1', 'we_1')],
    );
    const deleted = await untilNone(() => storage().purgeLogs(4, 2));
    // Two of each log at a time.
    expect(Math.max(...deleted)).toBeLessThanOrEqual(3);
    expect(await storage().listDeliveries(world, { limit: 9 })).toEqual([]);
    expect(await requests()).toEqual(['req_4']);
  });

  it('the logs of a world are cut to their newest entries', async () => {
    await write(
      [1, 2, 3, 4].map((n) => request(n)),
      [delivery(1, 'evt_1', 'we_1')],
    );
    await write([request(1, { world: 'acct_other' })]);
    await storage().trimLogs(world, 3);
    expect(await requests()).toEqual(['req_4', 'req_3', 'req_2']);
    expect(await storage().listDeliveries(world, { limit: 9 })).toHaveLength(1);
    expect(await storage().listRequests('acct_other', { limit: 9 })).toHaveLength(1);
  });

  it('trims rows with several requests by the number of requests', async () => {
    await write([1, 2, 3, 4].map((n) => request(n, { entries: 10 * n })));
    await storage().trimLogs(world, 71);
    expect(await requests()).toEqual(['req_4', 'req_3', 'req_2']);
    await storage().trimLogs(world, 70);
    expect(await requests()).toEqual(['req_4', 'req_3']);
    await storage().trimLogs(world, 1);
    expect(await requests()).toEqual(['req_4']);
  });
}
