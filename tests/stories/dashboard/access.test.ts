import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { DOORS } from '../../../src/dashboard/doors.ts';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { rawRequest, statusOf } from '../../support/raw-request.ts';

const KEY = 'sk_test_dashboardOwner';
const OTHER = 'sk_test_dashboardOther';
const ACCOUNT = accountOf(KEY);
const BASE = 'http://127.0.0.1:12111';

/** The calls that are about an account: every door, and calls of the API that read and that write. */
const CALLS = [
  ...(DOORS.operations ?? []).map(({ id }) => id.replace(' /_florin', ' ')),
  'GET /v1/customers',
  'POST /v1/customers',
  'DELETE /v1/customers/cus_1',
  'GET /export/payments.csv',
  'GET /export/customers.csv',
].map((id) => id.replaceAll(/\{\w+\}/g, 'x_1'));

let florin: Florin;
let cookie: string;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  cookie = await logIn(KEY);
});
afterAll(() => florin.close());

/** A browser's request of a page of the dashboard. */
const OWN = { 'florin-dashboard': '1', origin: BASE, 'sec-fetch-site': 'same-origin' };

async function logIn(key: string): Promise<string> {
  const response = await florin.fetch(`${BASE}/_florin/dashboard/session`, {
    method: 'POST',
    headers: { 'florin-dashboard': '1', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key }),
  });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}

function call(id: string, headers: Record<string, string>, account = ACCOUNT): Promise<Response> {
  const [method = '', path = ''] = id.split(' ');
  return florin.fetch(`${BASE}/_florin/worlds/${account}${path}`, { method, headers });
}

async function expectRefused(response: Response): Promise<void> {
  expect([401, 403]).toContain(response.status);
  const { error, ...rest } = await response.json();
  expect(Object.keys(rest)).toEqual([]);
  expect(Object.keys(error).sort()).toEqual(['message', 'type']);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
}

describe.each(CALLS)('%s', (id) => {
  test('is refused without a session, for another account, from another site, and with other keys', async () => {
    const { 'florin-dashboard': _header, ...withoutHeader } = OWN;
    const senders: Record<string, string>[] = [
      {},
      OWN,
      { ...OWN, cookie: 'florin_session=acct_1.x' },
      { cookie },
      { ...withoutHeader, cookie },
      { ...OWN, cookie, origin: 'https://evil.example' },
      { ...OWN, cookie, origin: 'null' },
      { ...OWN, cookie, 'sec-fetch-site': 'cross-site' },
      { ...OWN, cookie, 'sec-fetch-site': 'same-site' },
      { authorization: `Bearer ${KEY.replace('sk_', 'pk_')}` },
      { authorization: `Bearer ${OTHER}` },
      { ...OWN, cookie, authorization: `Bearer ${OTHER}` },
    ];
    for (const headers of senders) await expectRefused(await call(id, headers));
    await expectRefused(await call(id, { ...OWN, cookie }, accountOf(OTHER)));
    // A connected account of the same name pattern belongs to its own platform alone.
    await expectRefused(await call(id, { ...OWN, cookie }, `${accountOf(OTHER).slice(0, 21)}ABCDEFGHIJKL`));
  });

  test('is answered to a page with its session, and to a program with the secret key', async () => {
    for (const headers of [{ ...OWN, cookie }, { authorization: `Bearer ${KEY}` }]) {
      expect([200, 400, 404]).toContain((await call(id, headers)).status);
    }
  });
});

test('a session opens further accounts, forgets them, and ends', async () => {
  const session = (method: string, body?: Record<string, string>, with_ = cookie) =>
    florin.fetch(`${BASE}/_florin/dashboard/session`, {
      method,
      headers: { ...OWN, cookie: with_, 'content-type': 'application/x-www-form-urlencoded' },
      ...(body && { body: new URLSearchParams(body) }),
    });
  const worlds = async (response: Response) =>
    (await response.json()).worlds.map(({ account }: { account: string }) => account);
  cookie = await logIn(KEY);
  const both = await session('POST', { key: OTHER });
  expect(await worlds(both)).toEqual(expect.arrayContaining([ACCOUNT, accountOf(OTHER)]));
  expect((await call('GET /due', { ...OWN, cookie }, accountOf(OTHER))).status).toBe(200);
  expect(await worlds(await session('POST', { forget: accountOf(OTHER) }))).not.toContain(accountOf(OTHER));
  await expectRefused(await call('GET /due', { ...OWN, cookie }, accountOf(OTHER)));
  expect((await session('DELETE')).headers.get('set-cookie')).toContain('Max-Age=0');
  await expectRefused(await call('GET /due', { ...OWN, cookie }));
});

test('the cookie is out of reach of scripts and of other sites, and its secret is not stored', async () => {
  const response = await florin.fetch(`${BASE}/_florin/dashboard/session`, {
    method: 'POST',
    headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key: KEY }),
  });
  const header = response.headers.get('set-cookie') ?? '';
  expect(header).toMatch(/^florin_session=\S+; Path=\/_florin; Max-Age=43200; HttpOnly; SameSite=Strict$/);
  const secret = /\.(\w+);/.exec(header)?.[1] ?? '';
  expect(secret).toHaveLength(43);
  expect(await response.text()).not.toContain(KEY);
});

test('wrong keys are counted: after ten of them a client has to wait', async () => {
  const strict = await createFlorin({ storage: ':memory:', keys: 'strict' });
  const attempt = () =>
    strict.fetch(
      `${BASE}/_florin/dashboard/session`,
      {
        method: 'POST',
        headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ key: 'sk_test_wrong' }),
      },
      { ip: '192.0.2.7' },
    );
  for (let n = 0; n < 10; n++) expect((await attempt()).status).toBe(401);
  expect((await attempt()).status).toBe(429);
  const nothing = await strict.fetch(`${BASE}/_florin/dashboard/session`, { headers: OWN });
  expect(await nothing.json()).toMatchObject({ worlds: [], open: null });
  await strict.close();
});

describe('on a socket', () => {
  let server: FlorinServer;
  beforeAll(async () => {
    server = await serve(florin, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.stop());

  test('nothing is served to another host name, whatever comes with the request', async () => {
    cookie = await logIn(KEY);
    const calls = CALLS.map((id) => id.replace(' ', ` /_florin/worlds/${ACCOUNT}`));
    for (const call of ['GET /dashboard/login', 'GET /_florin/dashboard/session', ...calls]) {
      const response = await rawRequest(server.url, [
        `${call} HTTP/1.1`,
        'Host: evil.example',
        `Cookie: ${cookie}`,
        `Authorization: Bearer ${KEY}`,
        'Florin-Dashboard: 1',
        'Connection: close',
      ]);
      expect(statusOf(response), call).toBe(421);
    }
  });

  test('the open account needs no login here, but for requests that a proxy has forwarded', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await (await fetch(`${server.url}/_florin/dashboard/session`, { headers })).json()).open;
    expect(await ask({ 'florin-dashboard': '1' })).toMatchObject({ account: expect.stringMatching(/^acct_/) });
    expect(await ask({ 'florin-dashboard': '1', 'x-forwarded-for': '192.0.2.7' })).toBeNull();
  });

  test('a WebSocket is opened with a session from a page of this Florin alone', async () => {
    cookie = await logIn(KEY);
    const upgrade = (headers: string[]) =>
      rawRequest(server.url, [
        `GET /_florin/worlds/${ACCOUNT}/feed HTTP/1.1`,
        `Host: ${new URL(server.url).host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      ]);
    for (const headers of [
      [],
      [`Cookie: ${cookie}`],
      [`Cookie: ${cookie}`, 'Origin: https://evil.example'],
      [`Origin: ${server.url}`],
    ]) {
      expect(statusOf(await upgrade(headers))).toBe(403);
    }
  });
});
