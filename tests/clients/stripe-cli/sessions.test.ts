import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createSessions,
  readSessionForm,
  SESSION_IDLE_MS,
  SESSIONS_PER_WORLD,
  type Sessions,
} from '../../../src/api/stripe-cli/sessions.ts';
import { createManualClock, openPlatform, type Platform } from '../../stories/events/kit.ts';

const form = readSessionForm({ device_name: 'laptop', websocket_features: ['webhooks'] });
let platform: Platform;
let sessions: Sessions;
let world: string;

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  sessions = createSessions(platform.engine);
  world = await platform.openWorld('acct_1');
});
afterEach(() => platform.close());

test('a device keeps its secret; another device has another', async () => {
  const first = await sessions.create(world, form);
  const second = await sessions.create(world, form);
  const other = await sessions.create(world, { ...form, device_name: 'desktop' });
  expect(first.secret).toMatch(/^whsec_[0-9a-f]{64}$/);
  expect(second.secret).toBe(first.secret);
  expect(other.secret).not.toBe(first.secret);
  expect(new Set([first, second, other].map(({ id }) => id)).size).toBe(3);
});

test('an unused session expires, a connected one does not', async () => {
  const idle = await sessions.create(world, form);
  const used = await sessions.create(world, form);
  used.connected = true;
  platform.clock.move(SESSION_IDLE_MS);
  expect(sessions.find(idle.id)).toBe(idle);
  platform.clock.move(1);
  expect(sessions.find(idle.id)).toBeUndefined();
  expect(sessions.find(used.id)).toBe(used);
});

test('a world has a limited number of sessions: unused ones are evicted, connected ones are not', async () => {
  const idle = await sessions.create(world, form);
  for (let i = 1; i < SESSIONS_PER_WORLD; i++) (await sessions.create(world, form)).connected = true;
  const last = await sessions.create(world, form);
  expect(sessions.find(idle.id)).toBeUndefined();
  last.connected = true;
  await expect(sessions.create(world, form)).rejects.toMatchObject({ status: 429 });
  await expect(sessions.create(await platform.openWorld('acct_2'), form)).resolves.toBeDefined();
});

test.each([
  [{ websocket_features: ['webhooks'] }, 'device_name'],
  [{ device_name: '', websocket_features: ['webhooks'] }, 'device_name'],
  [{ device_name: ['a'], websocket_features: ['webhooks'] }, 'device_name'],
  [{ device_name: 'a' }, 'websocket_features'],
  [{ device_name: 'a', websocket_features: 'webhooks' }, 'websocket_features'],
  [{ device_name: 'a', websocket_features: ['v3_events'] }, 'websocket_features'],
  [{ device_name: 'a', websocket_features: ['webhooks'], filters: ['x'] }, 'filters'],
])('the form %j is rejected', (bad, param) => {
  expect(() => readSessionForm(bad)).toThrow(expect.objectContaining({ detail: expect.objectContaining({ param }) }));
});

test('thin events are for sessions of their own, or for those with an address for them', () => {
  const read = (more: object) => readSessionForm({ device_name: 'a', ...more }).websocket_features;
  expect(read({ websocket_features: ['v2_events'] })).toEqual(['v2_events']);
  expect(read({ websocket_features: ['webhooks', 'v2_events'] })).toEqual(['webhooks']);
  const thin = { websocket_features: ['webhooks', 'v2_events'], forward_thin_to_url: 'http://127.0.0.1:4242' };
  expect(read(thin)).toEqual(['webhooks', 'v2_events']);
});

test('unknown features are ignored', () => {
  const { websocket_features } = readSessionForm({ device_name: 'a', websocket_features: ['webhooks', 'v2_events'] });
  expect(websocket_features).toEqual(['webhooks']);
});
