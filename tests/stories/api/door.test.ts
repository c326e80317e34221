import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { assemble } from '../../../src/kernel/assemble.ts';
import { OWN_PAGES } from '../../../src/pages/own-pages.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import type { Json } from '../../support/harness.ts';
import { rawRequest, statusOf } from '../../support/raw-request.ts';

const SECRET = 'sk_test_door';
const PUBLISHABLE = 'pk_test_door';
const PUBLIC_URL = 'https://pay.example.com';

let florin: Florin;
let server: FlorinServer;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, {
    host: '127.0.0.1',
    port: 0,
    url: PUBLIC_URL,
    allowHosts: ['florin'],
    trustedProxies: ['127.0.0.1', '10.0.0.0/8'],
  });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
});

function ask(
  line: string,
  host: string | readonly string[],
  headers: readonly string[] = [],
  body = '',
): Promise<string> {
  const hosts = typeof host === 'string' ? [host] : host;
  return rawRequest(
    server.url,
    [
      `${line} HTTP/1.1`,
      ...hosts.map((name) => `Host: ${name}`),
      'Connection: close',
      `Authorization: Bearer ${SECRET}`,
      'Content-Type: application/x-www-form-urlencoded',
      ...(body === '' ? [] : [`Content-Length: ${body.length}`]),
      ...headers,
    ],
    body,
  );
}

async function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}`, ...headers },
    body: new URLSearchParams(form),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** One path of each kind: API, own operation, page, asset, script, frame, metrics. */
const PATHS = [
  'GET /v1/customers',
  'POST /v1/customers',
  'GET /v2/core/events',
  'POST /_florin/clock/advance',
  'GET /',
  'GET /_florin/pages.css',
  'GET /v3/',
  'GET /v3/elements-inner-card.html',
  'GET /receipts/acct_1/ch_1',
  'GET /c/pay/cs_test_1',
  'GET /metrics',
  'OPTIONS /v1/customers',
];

const FOREIGN_HOSTS = [
  'evil.example',
  'evil.example:12111',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil.example#127.0.0.1',
  '127.0.0.1@evil.example',
  'pay.example.com.evil.example',
  '10.0.0.5',
  '0.0.0.0',
  '[::ffff:7f00:1]',
  '',
];

describe('the host of a request', () => {
  it.each(PATHS)('%s answers 421 to every foreign host, whatever a proxy claims', async (line) => {
    for (const host of FOREIGN_HOSTS) {
      const forwarded = ['X-Forwarded-Host: localhost', 'Forwarded: host=localhost'];
      expect([host, statusOf(await ask(line, host, forwarded))]).toEqual([host, 421]);
    }
  });

  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1:9', '127.8.9.1', '[::1]:80', 'pay.example.com', 'florin:12111'])(
    'may be %s',
    async (host) => {
      for (const line of PATHS) expect([line, statusOf(await ask(line, host))]).not.toEqual([line, 421]);
    },
  );

  it('matters not to the checks of load balancers', async () => {
    for (const line of ['GET /healthz', 'GET /readyz?verbose']) {
      expect([line, statusOf(await ask(line, '10.0.0.5:12111'))]).toEqual([line, 200]);
    }
  });

  it.each(PATHS)('%s is refused with two Host headers', async (line) => {
    expect(statusOf(await ask(line, ['localhost', 'localhost']))).toBe(400);
    expect(statusOf(await ask(line, ['localhost', 'evil.example']))).toBe(400);
  });

  it.each(PATHS)('%s goes by the host of a target that is a whole URL', async (line) => {
    const at = (origin: string) => ask(line.replace(' ', ` ${origin}`), 'localhost');
    expect(statusOf(await at('http://evil.example'))).toBe(421);
    expect(statusOf(await at('http://localhost'))).not.toBe(421);
  });
});

describe('an offer to switch protocols', () => {
  it.each(['h2c', 'TLS/1.3', 'h2c, websocket'])('to %s does not keep the API from answering', async (upgrade) => {
    const body = `name=${'Ada'.repeat(1_000)}`;
    const lines = [
      'POST /v1/customers HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade, HTTP2-Settings, close',
      `Upgrade: ${upgrade}`,
      'HTTP2-Settings: AAMAAABkAARAAAAA',
      `Authorization: Bearer ${SECRET}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    ];
    const response = await rawRequest(server.url, lines, body);
    expect(statusOf(response)).toBe(200);
    expect(response).toContain('AdaAda');
  });
});

describe('a page of another origin', () => {
  const origins = [
    'https://shop.example',
    'http://localhost:3000',
    'http://127.0.0.1',
    'https://pay.example.com.evil.example',
    'null',
  ];

  it.each(['sk_test_door', 'rk_test_door', 'sk_live_door', 'sk_test_'])(
    'may not use the secret key %s',
    async (key) => {
      for (const origin of origins) {
        for (const authorization of [`Bearer ${key}`, `Basic ${Buffer.from(`${key}:`).toString('base64')}`]) {
          for (const path of ['/v1/customers', '/_florin/clock/advance', '/v1/nothing', '/v2/core/events']) {
            const { status, headers, body } = await post(path, {}, { authorization, origin });
            expect([origin, path, status]).toEqual([origin, path, 403]);
            expect(headers.get('access-control-allow-origin')).toBeNull();
            expect(body.error.message).toContain('secret key');
          }
        }
      }
    },
  );

  it('may use a publishable key and read the response, errors too', async () => {
    for (const origin of origins) {
      const card = { type: 'card', 'card[token]': 'tok_visa' };
      const made = await post('/v1/payment_methods', card, { authorization: `Bearer ${PUBLISHABLE}`, origin });
      const refused = await post('/v1/customers', {}, { authorization: `Bearer ${PUBLISHABLE}`, origin });
      const unknown = await post('/v1/payment_methods', card, { authorization: 'Bearer pk_live_door', origin });
      expect([made.status, refused.status, unknown.status]).toEqual([200, 401, 401]);
      for (const { headers } of [made, refused, unknown]) expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('gets no permission to read what a secret key reads', async () => {
    const { status, headers } = await post('/v1/customers', {});
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, null]);
    const preflight = await fetch(`${server.url}/_florin/clock/advance`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may not act for a payer with a form', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://shop.example' },
    ]) {
      const response = await fetch(`${server.url}/authorize/acct_1/pi_1`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: 'choice=authorize',
      });
      expect([headers, response.status]).toEqual([headers, 403]);
    }
  });

  it('is not foreign when it is Florin itself', async () => {
    const { host } = new URL(server.url);
    for (const origin of [PUBLIC_URL, `http://${host}`]) {
      expect((await post('/v1/customers', {}, { origin })).status).toBe(200);
    }
  });
});

describe("Florin's own operations", () => {
  const own = [...assemble(ROOMS).operations.values()].filter(({ isOwn }) => isOwn).map(({ id }) => id);
  it.each(own)('%s needs a key', async (id) => {
    const [method = '', path = ''] = id.replace(/\{\w+\}/g, 'x_1').split(' ');
    const response = await fetch(server.url + path, { method });
    expect(response.status).toBe(401);
  });
});

/** A value for each parameter of a page's path. */
const EXAMPLES: Readonly<Record<string, string>> = {
  world: 'acct_1',
  nonce: 'pa_nonce_1',
  session: 'cs_test_1',
  method: 'pm_1',
  charge: 'ch_1',
  token: 'token',
  rest: 'nothing/here',
  script: 'v3/',
  train: 'clover',
  element: 'card',
  name: 'main.js',
  account: 'acct_1',
  key: `test_${'x'.repeat(25)}`,
  code: 'test_1',
  kind: 'pdf',
  file: '635bff.css',
  version: 'v1.0',
  table: 'prctbl_1',
  button: 'buy_btn_1',
  embed: 'buy-button.js',
};

describe('pages that only read', () => {
  const routes = OWN_PAGES.flatMap((pages) => pages.routes);
  const takesForms = new Set(routes.filter(({ method }) => method === 'POST').map(({ path }) => path));
  const readOnly = routes
    .filter(({ method, path }) => method !== 'POST' && !takesForms.has(path))
    .map(({ path }) => path);
  const concrete = (path: string) => path.replace(/:(\w+)\{.*?\}(?=\/|$)/g, (_, name: string) => EXAMPLES[name] ?? '');

  it.each([...new Set(readOnly.map(concrete)), '/healthz', '/readyz'])(
    '%s takes no POST, PUT or DELETE',
    async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const response = await fetch(server.url + path, { method });
        expect([method, response.status, response.headers.get('allow')]).toEqual([
          method,
          405,
          expect.stringContaining('GET'),
        ]);
      }
    },
  );
});

describe('the address of Florin', () => {
  it('starts every URL of a response, whatever host the request names', async () => {
    for (const host of ['localhost:1', 'florin', 'pay.example.com']) {
      const body =
        'amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa&return_url=https%3A%2F%2Fshop.example%2F&expand[]=latest_charge';
      const response = await ask(
        'POST /v1/payment_intents',
        host,
        ['X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: ftp'],
        body,
      );
      expect(response).toContain(`"receipt_url":"${PUBLIC_URL}/receipts/`);
      expect(response).not.toContain('evil.example');
      const wallet =
        'amount=1099&currency=dkk&confirm=true&payment_method_types[]=mobilepay&payment_method_data[type]=mobilepay&return_url=https%3A%2F%2Fshop.example%2F';
      expect(await ask('POST /v1/payment_intents', host, [], wallet)).toContain(`"url":"${PUBLIC_URL}/authorize/`);
      expect(await ask('GET /', host)).toContain(`<code id="base-url">${PUBLIC_URL}</code>`);
    }
  });

  it.each([
    ['9.9.9.9', '9.9.9.9'],
    ['1.1.1.1, 9.9.9.9', '9.9.9.9'],
    ['1.1.1.1, 9.9.9.9, 10.1.2.3', '9.9.9.9'],
    ['1.1.1.1, nonsense', '127.0.0.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['', '127.0.0.1'],
  ])('a trusted proxy that forwards for "%s" forwards for %s', async (forwarded, ip) => {
    const { body } = await post(
      '/v1/tokens',
      { 'card[number]': '4242424242424242', 'card[exp_month]': '12', 'card[exp_year]': '2034' },
      { authorization: `Bearer ${PUBLISHABLE}`, 'x-forwarded-for': forwarded },
    );
    expect(body.client_ip).toBe(ip);
  });

  it('is not decided by a proxy that is not trusted', async () => {
    const direct = await serve(florin, { host: '127.0.0.1', port: 0 });
    const response = await fetch(`${direct.url}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${PUBLISHABLE}`, 'x-forwarded-for': '9.9.9.9' },
      body: new URLSearchParams({
        'card[number]': '4242424242424242',
        'card[exp_month]': '12',
        'card[exp_year]': '2034',
      }),
    });
    expect(((await response.json()) as Json).client_ip).toBe('127.0.0.1');
    await direct.stop();
    florin.locate(PUBLIC_URL);
  });
});
