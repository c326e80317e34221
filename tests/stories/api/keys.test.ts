import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePermissions, resourceOfPath } from '../../../src/api/keys/permissions.ts';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { assemble } from '../../../src/kernel/assemble.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import { newKey } from '../../../src/kernel/new-key.ts';
import type { StoredKey } from '../../../src/kernel/storage.ts';
import { ROOMS } from '../../../src/rooms.ts';
import type { Json } from '../../support/harness.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const clock = createManualClock();
let florin: Florin;
let secret: string;
let publishable: string;
let world: string;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:', keys: 'strict', clock });
  secret = florin.keys?.secret ?? '';
  publishable = florin.keys?.publishable ?? '';
  world = (await florin.engine.storage.listKeys())[0]?.world ?? '';
});
afterAll(() => florin.close());

async function ask(key: string, id: string, form: Record<string, string> = {}, sentVersion?: string): Promise<Json> {
  const [method = '', path = ''] = id.split(' ');
  const version = sentVersion ?? (path.startsWith('/v2/') ? '2026-10-28.endive' : undefined);
  const encoded = new URLSearchParams(form).toString();
  const response = await florin.fetch(`http://127.0.0.1:12111${path}${method === 'POST' ? '' : `?${encoded}`}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(version && { 'stripe-version': version }) },
    ...(method === 'POST' && { body: new URLSearchParams(form) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

/** Registers a key and returns it. */
async function registered(row: Partial<StoredKey> & Pick<StoredKey, 'kind'>): Promise<string> {
  const made = newKey(createIds(), {
    world,
    name: '',
    created: Math.floor(clock.now() / 1000),
    expiresAt: null,
    permissions: null,
    ...row,
  });
  await florin.engine.storage.registerKeys([made.stored]);
  return made.key;
}

/** True for Stripe's refusal of a restricted key; a missing account is refused with 403 as well. */
function lacksPermission({ status, body }: Json): boolean {
  return status === 403 && /required permissions/.test(body.error?.message ?? body.error_description);
}

const restrictedTo = (permissions: Record<string, string>) =>
  registered({ kind: 'restricted', permissions: JSON.stringify(permissions) });

describe('registered keys', () => {
  it('have random endings of their own, so that neither reveals the other', async () => {
    for (const key of [secret, publishable]) expect(key).toMatch(/^[sp]k_test_[A-Za-z0-9]{24,}$/);
    expect(secret.slice(8)).not.toBe(publishable.slice(8));
    for (const guess of [
      publishable.replace('pk_', 'sk_'),
      publishable.replace('pk_', 'rk_'),
      secret.replace('sk_', 'rk_'),
    ]) {
      expect((await ask(guess, 'GET /v1/customers')).status).toBe(401);
    }
    expect((await ask(secret, 'GET /v1/customers')).status).toBe(200);
  });

  it('are refused once they expire, and soon after they are revoked', async () => {
    const seconds = Math.floor(clock.now() / 1000);
    const rolled = await registered({ kind: 'secret', expiresAt: seconds + 60 });
    expect((await ask(rolled, 'GET /v1/customers')).status).toBe(200);
    clock.move(61_000);
    const { status, body } = await ask(rolled, 'GET /v1/customers');
    expect([status, body.error.code, body.error.message]).toEqual([
      401,
      'api_key_expired',
      expect.stringContaining('Expired API Key'),
    ]);
    expect(body.error.message).not.toContain(rolled);

    const revoked = await registered({ kind: 'secret' });
    expect((await ask(revoked, 'GET /v1/customers')).status).toBe(200);
    const stored = (await florin.engine.storage.listKeys()).find(
      ({ hint, expiresAt }) => expiresAt === null && revoked.endsWith(hint),
    );
    if (!stored) throw new Error('the key is not listed');
    await florin.engine.storage.registerKeys([{ ...stored, expiresAt: 1 }]);
    clock.move(1_000);
    expect((await ask(revoked, 'GET /v1/customers')).status).toBe(401);
  });
});

describe('a restricted key', () => {
  // An older address has the permission of the newer one.
  const ids = [...assemble(ROOMS).operations.values()].flatMap(({ id, actsAs }) => (actsAs ? [] : [id]));
  const concrete = (id: string) => id.replace(/\{\w+\}/g, 'x_1');

  it('calls no operation without its permission, and is told which one is missing', async () => {
    const none = await restrictedTo({});
    for (const id of ids) {
      const { status, body } = await ask(none, concrete(id));
      const [method, path = ''] = id.split(' ');
      const permission = `rak_${resourceOfPath(path)}_${method === 'GET' ? 'read' : 'write'}`;
      // OAuth has its own form of errors.
      const message = body.error?.message ?? body.error_description;
      expect([id, status, message]).toEqual([
        id,
        403,
        expect.stringMatching(
          new RegExp(
            `^The provided key 'rk_test_\\*+\\w{4}' does not have the required permissions .* '${permission}'`,
          ),
        ),
      ]);
    }
  });

  it('with every other permission still lacks one; with only that one it calls the operation', async () => {
    const resources = [...new Set(ids.map((id) => resourceOfPath(id.split(' ')[1] ?? '')))];
    for (const resource of resources) {
      const others = await restrictedTo(
        Object.fromEntries(resources.filter((one) => one !== resource).map((one) => [one, 'write'])),
      );
      const reads = await restrictedTo({ [resource]: 'read' });
      const writes = await restrictedTo({ [resource]: 'write' });
      for (const id of ids.filter((one) => resourceOfPath(one.split(' ')[1] ?? '') === resource)) {
        const statuses = [];
        for (const key of [others, reads, writes]) statuses.push(lacksPermission(await ask(key, concrete(id))));
        expect([id, ...statuses]).toEqual([id, true, !id.startsWith('GET'), false]);
      }
    }
  });

  it('expands only what it may read, at every version', async () => {
    const customer = await ask(secret, 'POST /v1/customers', { name: 'Ada' });
    await ask(secret, 'POST /v1/payment_intents', {
      amount: '1099',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      customer: customer.body.id,
      return_url: 'https://shop.example/',
    });
    const narrow = await restrictedTo({ payment_intent: 'read' });
    const wide = await restrictedTo({ payment_intent: 'read', customer: 'read', charge: 'read' });
    expect((await ask(narrow, 'GET /v1/payment_intents', {}, '2022-08-01')).status).toBe(200);
    for (const field of ['data.customer', 'data.latest_charge']) {
      expect((await ask(narrow, 'GET /v1/payment_intents', { 'expand[]': field })).status).toBe(403);
      expect((await ask(wide, 'GET /v1/payment_intents', { 'expand[]': field })).status).toBe(200);
    }
  });

  it('names resources as the API does, in the singular or plural', () => {
    expect(parsePermissions('customers:read, payment_intent=write,checkout.session:read,refunds:write')).toEqual({
      customer: 'read',
      payment_intent: 'write',
      checkout_session: 'read',
      charge: 'write',
    });
    for (const wrong of ['customer', 'customer:all', 'nothing:read', '', 'customer:read,'])
      expect(() => parsePermissions(wrong)).toThrow(/is not a permission/);
  });
});
