import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  MOST_ENDPOINTS,
  type WebhookEndpoint,
  wants,
  webhookEndpointResource,
} from '../../../src/events/webhook-endpoints.ts';
import { visible } from '../../../src/kernel/visible.ts';
import { call, createManualClock, openPlatform, type Platform, START_MS } from './kit.ts';

const ITEM = '/v1/webhook_endpoints/{webhook_endpoint}';
const url = 'https://shop.example/hooks';
let platform: Platform;
let world: string;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  world = await platform.openWorld('acct_1');
});
afterEach(() => platform.close());

const ask = (id: string, params: object = {}, path: Record<string, string> = {}) =>
  call(platform.engine, world, webhookEndpointResource.operations, id, params, path);
const create = async (params: object = {}) => {
  const created = await ask('POST /v1/webhook_endpoints', { url, enabled_events: ['charge.succeeded'], ...params });
  return created as unknown as WebhookEndpoint;
};

test('only the response to its creation contains the secret', async () => {
  const created = visible(await create({ description: 'Mine', metadata: { shop: '1' } }));
  expect(created).toEqual({
    id: expect.stringMatching(/^we_1\w{23}$/),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: START_MS / 1000,
    description: 'Mine',
    enabled_events: ['charge.succeeded'],
    livemode: false,
    metadata: { shop: '1' },
    secret: expect.stringMatching(/^whsec_\w{32}$/),
    status: 'enabled',
    url,
  });
  const { secret, ...rest } = created;
  expect(secret).toBeDefined();
  expect(visible(await ask(`GET ${ITEM}`, {}, { webhook_endpoint: created.id }))).toEqual(rest);
  expect(visible(await ask('GET /v1/webhook_endpoints'))).toEqual({
    object: 'list',
    data: [rest],
    has_more: false,
    url: '/v1/webhook_endpoints',
  });
});

test('an update changes only the given fields', async () => {
  const path = { webhook_endpoint: (await create({ description: 'Mine', metadata: { a: '1' } })).id };
  const changed = await ask(
    `POST ${ITEM}`,
    { description: '', enabled_events: ['*'], url: 'http://127.0.0.1:4242/x', disabled: true, metadata: { b: '2' } },
    path,
  );
  const expected = {
    description: null,
    enabled_events: ['*'],
    url: 'http://127.0.0.1:4242/x',
    status: 'disabled',
    metadata: { a: '1', b: '2' },
  };
  expect(changed).toMatchObject(expected);
  expect(changed).not.toHaveProperty('secret');
  expect(await ask(`POST ${ITEM}`, { disabled: false }, path)).toMatchObject({ ...expected, status: 'enabled' });
});

test('a deleted endpoint no longer exists', async () => {
  const path = { webhook_endpoint: (await create()).id };
  expect(await ask(`DELETE ${ITEM}`, {}, path)).toEqual({
    id: path.webhook_endpoint,
    object: 'webhook_endpoint',
    deleted: true,
  });
  await expect(ask(`GET ${ITEM}`, {}, path)).rejects.toMatchObject({
    status: 404,
    detail: { code: 'resource_missing' },
  });
  expect(await ask('GET /v1/webhook_endpoints')).toMatchObject({ data: [] });
});

test('a world has a limited number of endpoints', async () => {
  for (let i = 0; i < MOST_ENDPOINTS; i++) await create();
  await expect(create()).rejects.toMatchObject({ status: 400, detail: { type: 'invalid_request_error' } });
});

test('an endpoint requires at least one event type', async () => {
  await expect(create({ enabled_events: [] })).rejects.toMatchObject({ detail: { param: 'enabled_events' } });
  const path = { webhook_endpoint: (await create()).id };
  await expect(ask(`POST ${ITEM}`, { enabled_events: [] }, path)).rejects.toMatchObject({
    detail: { param: 'enabled_events' },
  });
});

test('an endpoint receives its enabled events, and nothing while it is disabled', async () => {
  const endpoint = await create();
  expect(wants(endpoint, 'charge.succeeded')).toBe(true);
  expect(wants(endpoint, 'charge.failed')).toBe(false);
  expect(wants({ ...endpoint, enabled_events: ['*'] }, 'charge.failed')).toBe(true);
  expect(wants({ ...endpoint, status: 'disabled' }, 'charge.succeeded')).toBe(false);
  const ofConnected = await create({ connect: true });
  expect(wants(ofConnected, 'charge.succeeded')).toBe(false);
});

describe('URLs', () => {
  const refused = { status: 400, detail: { code: 'url_invalid', param: 'url' } };

  test.each([
    'shop.example/hooks',
    'localhost:4242/hooks',
    'ftp://shop.example',
    'https://',
    'http://[',
    'javascript:alert(1)',
    'http://u%zz:p@shop.example/',
    'http://u:%ff@shop.example/',
    'https://shop.example/\n',
    '',
    `https://a.b/${'x'.repeat(2_048)}`,
  ])('%s is rejected', (bad) => expect(create({ url: bad })).rejects.toMatchObject(refused));

  test.each(['http://localhost:4242/webhook', 'http://10.0.0.1/', 'https://user:pass@shop.example/?a=b#c'])(
    '%s is accepted',
    (good) => expect(create({ url: good })).resolves.toMatchObject({ url: good }),
  );

  test.each([
    'http://localhost:4242/',
    'http://a.localhost/',
    'http://127.0.0.1',
    'http://0x7f.1',
    'http://2130706433',
    'http://[::1]/',
    'http://[fd00::1]',
  ])('%s is rejected if webhooks are limited to public addresses', async (hidden) => {
    const strict = await openPlatform(createManualClock(), { publicOnly: true });
    const world = await strict.openWorld('acct_1');
    const params = { url: hidden, enabled_events: ['*'] };
    await expect(
      call(strict.engine, world, webhookEndpointResource.operations, 'POST /v1/webhook_endpoints', params),
    ).rejects.toMatchObject(refused);
    await strict.close();
  });
});
