import { describe, expect, test } from 'vitest';
import { applicationOf } from '../../../src/kernel/account-names.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';
import { send, visit } from '../../support/visit.ts';

const BASE = 'http://127.0.0.1:12111';
const REDIRECT = 'https://platform.example/connected';

async function clientId({ stripe }: Harness): Promise<string> {
  const { id } = await stripe.accounts.retrieveCurrent();
  return applicationOf(id);
}

async function authorizeUrl(harness: Harness, changed: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: await clientId(harness),
    scope: 'read_write',
    state: 'xyz42',
    redirect_uri: REDIRECT,
    ...changed,
  });
  return `${BASE}/oauth/authorize?${query}`;
}

async function allow(harness: Harness, changed: Record<string, string> = {}): Promise<URLSearchParams> {
  const { location } = await send(harness.florin, await authorizeUrl(harness, changed), { choice: 'allow' });
  expect(location).toMatch(/^https:\/\/platform\.example\/connected\?/);
  return new URL(location ?? '').searchParams;
}

async function token(harness: Harness, params: Record<string, string>) {
  return harness.call('POST', '/oauth/token', params);
}

describe('the authorization page', () => {
  test('names the platform and what it may do, and holds the prefilled address', () =>
    withFlorin(async (harness) => {
      const url = await authorizeUrl(harness, { 'stripe_user[email]': 'owner@example.com' });
      const page = await visit(harness.florin, url);
      expect(page.status).toBe(200);
      expect(page.text).toContain('act for your account');
      expect(page.text).toContain('value="owner@example.com"');
      const reading = await visit(harness.florin, await authorizeUrl(harness, { scope: 'read_only' }));
      expect(reading.text).not.toContain('act for your account');
    }));

  test('returns a code with scope and state, or the refusal of the owner', () =>
    withFlorin(async (harness) => {
      const allowed = await allow(harness);
      expect(allowed.get('code')).toMatch(/^ac_/);
      expect(allowed.get('scope')).toBe('read_write');
      expect(allowed.get('state')).toBe('xyz42');
      const denied = await send(harness.florin, await authorizeUrl(harness), { choice: 'deny' });
      expect(Object.fromEntries(new URL(denied.location ?? '').searchParams)).toEqual({
        error: 'access_denied',
        error_description: 'The user denied your request',
        state: 'xyz42',
      });
    }));

  test.each([
    [{ client_id: 'ca_bogus' }, 401, 'invalid_client'],
    [{ response_type: 'token' }, 400, 'unsupported_response_type'],
    [{ scope: 'everything' }, 400, 'invalid_scope'],
    [{ redirect_uri: 'javascript:alert(1)' }, 400, 'invalid_redirect_uri'],
  ])('refuses %o on the spot', (changed, status, error) =>
    withFlorin(async (harness) => {
      const page = await visit(harness.florin, await authorizeUrl(harness, changed as Record<string, string>));
      expect(page.status).toBe(status);
      expect(JSON.parse(page.text)).toMatchObject({ error });
    }),
  );
});

describe('a key of an account', () => {
  test('is given for a code once, and acts for the account', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const code = (await allow(harness, { 'stripe_user[business_name]': 'Rosen Shirts' })).get('code') ?? '';
      const { body } = await token(harness, { grant_type: 'authorization_code', code });
      expect(body).toMatchObject({ livemode: false, scope: 'read_write', token_type: 'bearer' });
      const account = body.stripe_user_id as string;
      const own = harness.client(body.access_token as string);
      expect((await own.accounts.retrieveCurrent()).id).toBe(account);
      const customer = await own.customers.create({ name: 'Via OAuth' });
      expect((await stripe.customers.retrieve(customer.id, {}, { stripeAccount: account })).id).toBe(customer.id);
      expect(await refusal(stripe.customers.retrieve(customer.id))).toMatchObject({ statusCode: 404 });
      const intent = await own.paymentIntents.create({ amount: 1000, currency: 'usd' });
      expect(intent.application).toBe(await clientId(harness));
      const { data } = await stripe.events.list({ type: 'account.application.authorized' }, { stripeAccount: account });
      expect(data[0]).toMatchObject({ account, data: { object: { object: 'application', id: intent.application } } });
    }));

  test('is not given for a code that is unknown, expired or used; a code used again ends the connection', () =>
    withFlorin(async (harness) => {
      const unknown = await token(harness, { grant_type: 'authorization_code', code: 'ac_missing' });
      expect(unknown).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Authorization code does not exist: ac_missing' },
      });
      const late = (await allow(harness)).get('code') ?? '';
      harness.clock.move(301_000);
      expect((await token(harness, { grant_type: 'authorization_code', code: late })).body.error).toBe('invalid_grant');
      const code = (await allow(harness)).get('code') ?? '';
      const { body } = await token(harness, { grant_type: 'authorization_code', code });
      expect(await token(harness, { grant_type: 'authorization_code', code })).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
      const own = harness.client(body.access_token as string);
      expect(await refusal(own.balance.retrieve())).toMatchObject({ statusCode: 403, code: 'account_invalid' });
    }));

  test('is given again for the refresh token, with at most its scope', () =>
    withFlorin(async (harness) => {
      const code = (await allow(harness)).get('code') ?? '';
      const first = await token(harness, { grant_type: 'authorization_code', code });
      const { refresh_token } = first.body;
      const again = await token(harness, { grant_type: 'refresh_token', refresh_token, scope: 'read_only' });
      expect(again.body).toMatchObject({ stripe_user_id: first.body.stripe_user_id, scope: 'read_only' });
      const reader = harness.client(again.body.access_token as string);
      expect((await reader.customers.list()).data).toEqual([]);
      expect(await refusal(reader.customers.create({}))).toMatchObject({ statusCode: 403 });
      expect(await token(harness, { grant_type: 'refresh_token', refresh_token: 'rt_missing' })).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
      expect((await token(harness, { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    }));

  test('is also given to a client that sends its own key as client_secret', () =>
    withFlorin(async (harness) => {
      const code = (await allow(harness)).get('code') ?? '';
      const response = await harness.florin.fetch(`${BASE}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'authorization_code', code, client_secret: 'sk_test_harness' }),
      });
      expect(await response.json()).toMatchObject({ token_type: 'bearer', scope: 'read_write' });
      const unknown = await harness.florin.fetch(`${BASE}/oauth/token`, { method: 'POST' });
      expect(unknown.status).toBe(401);
      expect(await unknown.json()).toMatchObject({ error: 'invalid_client' });
    }));

  test('ends with the connection, which the owner can renew', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const code = (await allow(harness)).get('code') ?? '';
      const { body } = await token(harness, { grant_type: 'authorization_code', code });
      const account = body.stripe_user_id as string;
      const client_id = await clientId(harness);
      expect(await stripe.oauth.deauthorize({ client_id, stripe_user_id: account })).toMatchObject({
        stripe_user_id: account,
      });
      const own = harness.client(body.access_token as string);
      expect(await refusal(own.balance.retrieve())).toMatchObject({ statusCode: 403, code: 'account_invalid' });
      const byHeader = stripe.balance.retrieve({}, { stripeAccount: account });
      expect(await refusal(byHeader)).toMatchObject({ statusCode: 403, code: 'account_invalid' });
      const again = await harness.call('POST', '/oauth/deauthorize', { client_id, stripe_user_id: account });
      expect(again).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      const { location } = await send(harness.florin, await authorizeUrl(harness), { choice: 'allow', account });
      expect(new URL(location ?? '').searchParams.get('code')).toMatch(/^ac_/);
      expect((await stripe.accounts.retrieve(account)).id).toBe(account);
    }));

  test('is not taken from accounts that the platform controls, or for another application', () =>
    withFlorin(async (harness) => {
      const { id } = await harness.stripe.accounts.create();
      const client_id = await clientId(harness);
      const controlled = await harness.call('POST', '/oauth/deauthorize', { client_id, stripe_user_id: id });
      expect(controlled).toMatchObject({ status: 400, body: { error: 'no_deauth_on_controlled_account' } });
      const foreign = await harness.call('POST', '/oauth/deauthorize', { client_id: 'ca_other', stripe_user_id: id });
      expect(foreign).toMatchObject({
        status: 401,
        body: { error: 'invalid_client', error_description: "No such application: 'ca_other'" },
      });
    }));
});

test.each([
  ['GET', '/oauth/nothing', 404],
  ['POST', '/oauth/nothing', 404],
  ['GET', '/oauth/token', 404],
  ['POST', '/oauth/deauthorize?unknown=1', 400],
] as const)('%s %s has an error in the form of OAuth', (method, path, status) =>
  withFlorin(async ({ call }) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: 'invalid_request', error_description: expect.any(String) });
  }),
);
