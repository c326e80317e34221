import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StripeError } from '../../../src/kernel/errors.ts';
import { define } from '../../../src/kernel/operation.ts';
import { view } from '../../../src/kernel/resource.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';

const PATH = '/v2/core/event_destinations';

/** An operation that is not built, with an error that only v2 has. */
const archive = view('v2.core.vault.gb_bank_account', {
  operations: [
    define('POST /v2/core/vault/gb_bank_accounts/{gb_bank_account}/archive', async () => {
      throw new StripeError(400, { type: 'already_canceled', code: 'already_archived', message: 'It is archived.' });
    }),
  ],
});

const KEY = 'sk_test_v2';
let harness: Harness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await createHarness({ rooms: [...ROOMS, { name: 'v2', resources: [archive] }] });
  stripe = harness.client(KEY);
});

afterAll(() => harness.close());

const VALID: Stripe.V2.Core.EventDestinationCreateParams = {
  name: 'Mine',
  type: 'webhook_endpoint',
  event_payload: 'thin',
  enabled_events: ['v1.charge.succeeded'],
  webhook_endpoint: { url: 'https://example.com/hook' },
};

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Json }> {
  const response = await harness.florin.fetch(`http://127.0.0.1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${KEY}`,
      'stripe-version': '2026-02-25.clover',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const refusalOf = (request: Promise<unknown>): Promise<Json> =>
  request.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a resource of v2', () => {
  it('is created, read, changed and deleted by the official package, in JSON', async () => {
    const made = await stripe.v2.core.eventDestinations.create({ ...VALID, metadata: { a: '1', b: '2' } });
    expect(made).toMatchObject({ object: 'v2.core.event_destination', name: 'Mine', metadata: { a: '1', b: '2' } });
    expect(made).not.toHaveProperty('internal');
    expect(await stripe.v2.core.eventDestinations.retrieve(made.id)).toEqual({ ...made, lastResponse: undefined });
    const changed = await call('POST', `${PATH}/${made.id}`, { description: 'New', metadata: { a: null } });
    expect(changed.body).toMatchObject({ description: 'New', metadata: { b: '2' } });
    expect(changed.headers.get('content-type')).toBe('application/json');
    expect((await call('POST', `${PATH}/${made.id}`, { description: null })).body.description).toBe('');
    expect((await call('DELETE', `${PATH}/${made.id}`)).body).toEqual({ id: made.id, object: made.object });
    const gone = await refusalOf(stripe.v2.core.eventDestinations.retrieve(made.id));
    expect(gone).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect([gone.statusCode, gone.code]).toEqual([404, 'not_found']);
  });

  it('is listed in pages with the URLs of their neighbours', async () => {
    const shop = harness.client('sk_test_v2_pages');
    const names = ['1', '2', '3', '4', '5'];
    for (const name of names) await shop.v2.core.eventDestinations.create({ ...VALID, name });
    const seen: string[] = [];
    for await (const { name } of shop.v2.core.eventDestinations.list({ limit: 2 })) seen.push(name);
    expect(seen).toEqual(names.toReversed());

    const headers = { authorization: 'Bearer sk_test_v2_pages' };
    const page = async (url: string) => (await call('GET', url, undefined, headers)).body;
    const namesOf = ({ data }: Json) => data.map((entry: Json) => entry.name).join('');
    const first = await page(`${PATH}?limit=2`);
    expect(Object.keys(first)).toEqual(['data', 'next_page_url', 'previous_page_url']);
    expect([namesOf(first), first.previous_page_url]).toEqual(['54', null]);
    const second = await page(first.next_page_url);
    const third = await page(second.next_page_url);
    expect([namesOf(second), namesOf(third), third.next_page_url]).toEqual(['32', '1', null]);
    const back = await page(third.previous_page_url);
    expect([namesOf(back), namesOf(await page(back.previous_page_url))]).toEqual(['32', '54']);
    expect((await page(back.previous_page_url)).previous_page_url).toBeNull();
    expect((await call('GET', `${PATH}?page=zzz`)).body.error).toMatchObject({ code: 'invalid_fields', param: 'page' });
  });
});

describe('parameters of v2', () => {
  it.each([
    [{ ...VALID, nam: 'x' }, 'nam', 'Received unknown parameter: nam. Did you mean name?'],
    [
      { ...VALID, webhook_endpoint: { uri: 'x', url: 'y' } },
      'webhook_endpoint.uri',
      /^Received unknown parameter: webh/,
    ],
    [{ ...VALID, name: undefined }, 'name', 'Missing required param: name.'],
    [{ ...VALID, name: null }, 'name', 'Missing required param: name.'],
    [{ ...VALID, name: 5 }, 'name', /^Invalid string/],
    [{ ...VALID, enabled_events: 'a.b' }, 'enabled_events', 'Invalid array'],
    [{ ...VALID, enabled_events: { 0: 'a.b' } }, 'enabled_events', 'Invalid array'],
    [{ ...VALID, enabled_events: ['a', null] }, 'enabled_events.1', /^Invalid string/],
    [{ ...VALID, webhook_endpoint: ['url', 'x'] }, 'webhook_endpoint', 'Invalid object'],
    [{ ...VALID, type: 'pigeon' }, 'type', /^Invalid type: must be one of/],
    [{ ...VALID, metadata: { a: 1 } }, 'metadata', /^Invalid metadata value/],
    [{ ...VALID, metadata: [] }, 'metadata', 'Invalid object'],
    [{ ...VALID, metadata: ['a', 'b'] }, 'metadata', 'Invalid object'],
    ['{"name":"4242424242424242","__proto__":{}}', '__proto__', 'Received unknown parameter: __proto__'],
  ])('are validated against the contract: %j', async (body, param, message) => {
    const { status, body: answer } = await call('POST', PATH, body);
    expect(status).toBe(400);
    expect(answer).toEqual({ error: { code: 'invalid_fields', message: expect.stringMatching(message), param } });
  });

  it('reach the official package as its own error', async () => {
    const error = await refusalOf(stripe.v2.core.eventDestinations.create({ name: 'x' } as never));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error.code).toBe('invalid_fields');
  });

  it.each([
    ['[]', 'must be a JSON object'],
    ['{"name": "sk_test_secret', 'not valid JSON'],
    [`{"name":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'at most 20 levels deep'],
    ['name=x', 'not valid JSON'],
  ])('are one JSON object, and bounded: %.20s', async (body, message) => {
    const { status, body: answer } = await call('POST', PATH, body);
    expect([status, answer.error.code, answer.error.type]).toEqual([400, 'invalid_request', 'invalid_request_error']);
    expect(answer.error.message).toContain(message);
    expect(answer.error.message).not.toContain('sk_test_secret');
  });

  it('require their content type and no query', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('POST', PATH, VALID, form)).body.error.message).toContain('Content-Type: application/json');
    expect((await call('POST', `${PATH}?name=x`, VALID)).body.error.message).toContain('cannot have a query string');
    expect((await call('GET', `${PATH}?limit=x`)).body.error).toMatchObject({ code: 'invalid_fields', param: 'limit' });
  });
});

describe('the headers of v2', () => {
  it('require a version', async () => {
    const { status, body } = await call('GET', PATH, undefined, { 'stripe-version': '' });
    expect([status, body.error.code]).toEqual([400, 'invalid_request']);
    expect(body.error.message).toContain('Stripe-Version');
  });

  it('name the account in Stripe-Context', async () => {
    const own = harness.florin.engine.worlds.known().at(-1) ?? '';
    const pages = { authorization: 'Bearer sk_test_v2_context' };
    await call('GET', PATH, undefined, pages);
    const account = harness.florin.engine.worlds.known().at(-1) ?? own;
    expect((await call('GET', PATH, undefined, { ...pages, 'stripe-context': account })).status).toBe(200);
    const other = await call('GET', PATH, undefined, { 'stripe-context': 'acct_another' });
    expect([other.status, other.body.error.code]).toEqual([403, 'account_invalid']);
  });

  it('give a key one effect, also of DELETE, and retry rejected requests', async () => {
    const keyed = { 'idempotency-key': 'once' };
    const first = await call('POST', PATH, VALID, keyed);
    const second = await call('POST', PATH, VALID, keyed);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const path = `${PATH}/${first.body.id}`;
    const away = { 'idempotency-key': 'away' };
    expect((await call('DELETE', path, undefined, away)).status).toBe(200);
    expect((await call('DELETE', path, undefined, away)).status).toBe(200);
    expect((await call('DELETE', path)).status).toBe(404);
    const missing = await call('POST', path, {}, { 'idempotency-key': 'missing' });
    const again = await call('POST', path, {}, { 'idempotency-key': 'missing' });
    expect([missing.status, again.status]).toEqual([404, 404]);
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    const other = await call('POST', PATH, { ...VALID, name: 'Other' }, keyed);
    expect([other.status, other.body.error.type]).toEqual([400, 'idempotency_error']);
  });
});

describe('errors of v2', () => {
  it("have their own types, matching the package's classes", async () => {
    const error = await refusalOf(stripe.v2.core.vault.gbBankAccounts.archive('gbba_1'));
    expect(error).toBeInstanceOf(Stripe.errors.AlreadyCanceledError);
    expect([error.code, error.message]).toEqual(['already_archived', 'It is archived.']);
  });

  it.each([
    ['GET', '/v2/core/nothing', {}, 404, 'not_found'],
    ['GET', '/v2/core/vault/gb_bank_accounts', {}, 501, 'not_implemented'],
    ['GET', PATH, { authorization: '' }, 401, 'unauthenticated'],
    ['GET', PATH, { authorization: 'Bearer pk_test_v2' }, 401, 'secret_key_required'],
  ])('have a code: %s %s %j', async (method, path, headers, status, code) => {
    const answer = await call(method, path, undefined, headers);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error).not.toHaveProperty('doc_url');
    expect(answer.headers.get('request-id')).toMatch(/^req_/);
  });

  it('return 501 for every operation of v2 that is not built', async () => {
    const { status, body } = await harness.call('POST', '/v2/core/vault/gb_bank_accounts', '', {
      headers: { 'stripe-version': '2026-02-25.clover', 'content-type': 'application/json' },
    });
    expect([status, body.error.type, body.error.code]).toEqual([501, 'api_error', 'not_implemented']);
  });
});
