import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import type { Json } from '../../support/harness.ts';

const KEY = 'sk_test_bodies';
const problems: string[] = [];
let florin: Florin;
let server: FlorinServer;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:', report: (error, doing) => problems.push(`${doing}: ${error}`) });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
  expect(problems).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly body: Json;
}

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

/** Sends raw bytes and reads until the server closes the connection; with `hangUp` the client closes first. */
function raw(bytes: string, { hangUp = false } = {}): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    let received = '';
    const socket = createConnection(Number(port), hostname);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    socket.on('close', () => resolve(received));
    socket.write(Buffer.from(bytes, 'latin1'), () => hangUp && socket.destroy());
  });
}

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${KEY}`, 'Connection: close', ...headers, '', ''].join(
    '\r\n',
  );

async function customers(): Promise<number> {
  const answer = await fetch(`${server.url}/v1/customers?limit=100`, { headers: { authorization: `Bearer ${KEY}` } });
  return ((await answer.json()) as Json).data.length;
}

const TEN_MEGABYTES = 10_000_000;

describe('hostile bodies', () => {
  it.each(['/v1/customers', '/v1/payment_intents', '/_florin/clock/advance', '/v1/stripecli/sessions'])(
    'rejects ten megabytes at %s',
    async (path) => {
      const { status, body } = await post(path, `name=${'x'.repeat(TEN_MEGABYTES)}`);
      expect([status, body.error.type]).toEqual([413, 'invalid_request_error']);
    },
  );

  it('rejects ten megabytes of small parameters, and bodies without a length', async () => {
    const many = Array.from({ length: TEN_MEGABYTES / 10 }, (_, n) => `m[${n % 7}]=${n % 9}`).join('&');
    expect((await post('/v1/customers', many)).status).toBe(413);
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('name=x&'.repeat(10_000)));
      },
    });
    const streamed = await fetch(`${server.url}/v1/customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: stream,
      duplex: 'half',
    } as RequestInit).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(streamed).toBe(413);
  });

  const deep = (times: number, inner = '[a]') => `metadata${inner.repeat(times)}=x`;
  it.each([
    ['1,000 hashes deep', deep(1_000)],
    ['1,000 lists deep', deep(1_000, '[]')],
    ['100,000 deep', deep(100_000, '[0]')],
    ['6,000 parameters', Array.from({ length: 6_000 }, (_, n) => `metadata[k${n}]=v`).join('&')],
    ['a broken escape', 'name=%zz'],
    ['half an escape', 'name=%'],
    ['bytes that are no text', 'name=%ff%fe'],
    ['half a surrogate pair', 'name=%ed%a0%80'],
    ['brackets that do not close', 'metadata[a=1'],
    ['brackets alone', '[]=1'],
    ['a value and a hash at once', 'metadata=x&metadata[a]=b'],
    ['a list and a hash at once', 'metadata[]=x&metadata[a]=b'],
    ['a prototype', '__proto__[polluted]=1'],
    ['a constructor', 'constructor[prototype][polluted]=1'],
    ['JSON', '{"name":"Jenny"}'],
    ['XML', '<?xml version="1.0"?><name>Jenny</name>'],
    ['a list in JSON', '[1,2,3]'],
  ])('rejects %s and does nothing', async (_, body) => {
    const before = await customers();
    const answer = await post('/v1/customers', body);
    expect([answer.status, answer.body.error.type]).toEqual([400, 'invalid_request_error']);
    expect(await customers()).toBe(before);
    expect({}).not.toHaveProperty('polluted');
  });

  it('does not echo a card in JSON sent instead of a form', async () => {
    const card = { type: 'card', card: { number: '4242424242424242', cvc: '739', exp_month: 12, exp_year: 2034 } };
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const answer = await post('/v1/payment_methods', JSON.stringify(card), { 'content-type': type });
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).not.toMatch(/4242|739/);
    }
  });

  it.each(['&&&', '=', '=x', '&=&', ' '])('treats "%s" as empty, or rejects it', async (body) => {
    expect([200, 400]).toContain((await post('/v1/customers', body)).status);
  });

  it('treats an index of a billion as an order only', async () => {
    const answer = await post('/v1/customers', 'preferred_locales[1000000000]=da&preferred_locales[7]=en');
    expect(answer).toMatchObject({ status: 200, body: { preferred_locales: ['en', 'da'] } });
  });

  it('accepts NUL and all scripts as text', async () => {
    const name = 'Ωμέγα 值 \u0000 🔑';
    const answer = await post('/v1/customers', new URLSearchParams({ name }));
    expect(answer).toMatchObject({ status: 200, body: { name } });
  });
});

describe('malformed requests', () => {
  it.each([
    '/v1/customers',
    '/v1/payment_intents',
    '/_florin/clock/advance',
    '/v1/stripecli/sessions',
    '/authorize/acct_1/pa_nonce_1',
  ])('survives a client that disconnects in the middle of a body to %s', async (path) => {
    await raw(`${head(`POST ${path}`, 'Content-Length: 1000')}name=`, { hangUp: true });
    expect(await customers()).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['an absolute URL', head('GET http://localhost/v1/customers'), /^HTTP\/1\.1 200/],
    ['an absolute URL of another host', head('GET http://elsewhere/v1/customers'), /^HTTP\/1\.1 421/],
    ['two slashes', head('GET //v1/customers'), /^HTTP\/1\.1 404/],
    ['dots', head('GET /v1/../v1/customers'), /^HTTP\/1\.1 404/],
    ['a path that cannot be decoded', head('GET /v1/customers/%zz'), /^HTTP\/1\.1 404/],
    ['a NUL in a path', head('GET /v1/customers/%00'), /^HTTP\/1\.1 404/],
    ['a very long id', head(`GET /v1/customers/${'c'.repeat(10_000)}`), /^HTTP\/1\.1 404/],
    ['no path', head('GET *'), /^HTTP\/1\.1 4/],
    ['no method of HTTP', head('BREW /v1/customers'), /^HTTP\/1\.1 4/],
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a method nobody has', head('PATCH /v1/customers'), /^HTTP\/1\.1 404/],
    ['a control character in a key', head('POST /v1/customers', 'Idempotency-Key: a\x01b'), /^HTTP\/1\.1 400/],
    ['Latin-1 in a key', head('POST /v1/customers', 'Idempotency-Key: \xe9', 'Content-Length: 0'), /^HTTP\/1\.1 200/],
    ['a header of 100 kB', head('GET /v1/customers', `X-Long: ${'x'.repeat(100_000)}`), /^HTTP\/1\.1 431/],
    ['a negative length', head('POST /v1/customers', 'Content-Length: -1'), /^HTTP\/1\.1 400/],
    ['two lengths', head('POST /v1/customers', 'Content-Length: 3', 'Content-Length: 4'), /^HTTP\/1\.1 400/],
  ])('answers %s', async (_, bytes, answer) => {
    expect(await raw(bytes)).toMatch(answer);
  });

  it('answers the next request on a connection after a rejected one', async () => {
    const refused = [
      `POST /v1/customers HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${KEY}`,
      'Content-Length: 4',
      '',
      'a=%z',
    ];
    const received = await raw(refused.join('\r\n') + head('GET /v1/balance'));
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
  });
});
