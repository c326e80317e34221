import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOperations as contractOperations, type OperationId, paramsOf } from '../../src/contract/contract.ts';
import { BUILT_IDS, STORED } from '../support/declared.ts';
import { createHarness, type Harness } from '../support/harness.ts';
import { findVisits, remember, type Seen } from './versions/visits.ts';
import { WORLD } from './versions/world.ts';

/** A world contains an object of every type; a stranger with another key has all ids. */

const STRANGER = 'sk_test_stranger';
/** Maximum number of objects of each type that are tried. */
const TRIED = 2;

/** Objects that every account has from the start. */
const OWN_FROM_THE_START = new Set(['/v1/payment_method_configurations']);

let harness: Harness;
const seen: Seen = new Map();
let visits: Map<OperationId, string[]>;
let theirEvents: number;

const countEvents = async () => (await harness.stripe.events.list().autoPagingToArray({ limit: 10_000 })).length;

beforeAll(async () => {
  harness = await createHarness();
  for (const [kind, deed] of Object.entries(WORLD)) if (STORED.includes(kind)) remember(await deed(harness), seen);
  visits = await findVisits(harness, BUILT_IDS, seen);
  await harness.florin.settled();
  theirEvents = await countEvents();
});
afterAll(() => harness.close());

/** Kinds of objects that are the same in every world, or whose ids are names. */
const COMMON: ReadonlySet<string> = new Set(['capability', 'country_spec', 'exchange_rate', 'tax_code']);
/** Paths below an account: one that the key does not reach is refused, whether it exists or not. */
const OF_ACCOUNTS = /^\S+ \/(v1|v2\/core)\/accounts\//;

const ids = () => [...seen].flatMap(([kind, some]) => (COMMON.has(kind) ? [] : [...some]));

/**
 * Sends a request as the stranger. The response must not contain anything of the other world except ids from the
 * request.
 */
async function ask(method: string, path: string, form: Record<string, string> = {}) {
  const answer = await harness.call(method, path, form, { key: STRANGER });
  const said = JSON.stringify(answer.body);
  const told = ids().filter((id) => said.includes(`"${id}"`));
  expect(told, `${method} ${path} told of another world`).toEqual([]);
  return answer;
}

/** Returns the paths of existing objects for an operation's path. */
function placesOf(id: OperationId): string[] {
  const path = id.slice(id.indexOf(' ') + 1);
  const [, item = '', verb = ''] = /^(.*\})([^}]*)$/.exec(path) ?? [];
  const read = visits.get(`GET ${item}` as OperationId) ?? visits.get(`GET ${item}${verb}` as OperationId);
  if (read?.length)
    return read.slice(0, TRIED).map((place) => withoutQuery(place).replace(new RegExp(`${verb}$`), '') + verb);
  // For objects that only tests can create: the type that the operation returns.
  const objects = contractOperations().find((operation) => operation.id === id)?.result.objects ?? [];
  const known = objects.flatMap((object) => [...(seen.get(object) ?? [])]);
  return known.slice(0, TRIED).map((one) => path.replace(/\{\w+\}/, one));
}

const withoutQuery = (place: string) => place.replace(/\?.*$/, '');

describe('a stranger', () => {
  it('finds empty lists and missing objects with every read operation', async () => {
    let missing = 0;
    for (const [id, paths] of visits) {
      for (const path of paths.slice(0, TRIED)) {
        const { status, body } = await ask('GET', path);
        if (OF_ACCOUNTS.test(id)) expect([path, status, body.error?.code]).toEqual([path, 403, 'account_invalid']);
        else if (/country_specs|exchange_rates|tax_codes/.test(id)) expect([path, status]).toEqual([path, 200]);
        else if (id.includes('{') || path.includes('setup_intent=')) {
          expect([path, body.error?.code]).toEqual([path, path.startsWith('/v2/') ? 'not_found' : 'resource_missing']);
          missing += 1;
        } else if (status === 200 && OWN_FROM_THE_START.has(withoutQuery(path))) expect(body.data).toHaveLength(1);
        else if (status === 200 && Array.isArray(body.data)) expect([path, body.data]).toEqual([path, []]);
        else if (status !== 200) expect([path, body.error.type]).toEqual([path, 'invalid_request_error']);
      }
    }
    expect(missing).toBeGreaterThan(40);
  });

  it('changes no object of the other world', async () => {
    let tried = 0;
    for (const id of BUILT_IDS.filter((operation) => !operation.startsWith('GET ') && operation.includes('{'))) {
      for (const place of placesOf(id)) {
        const { status, body } = await ask(id.slice(0, id.indexOf(' ')), place);
        const statuses = OF_ACCOUNTS.test(id) ? [400, 403] : [400, 404];
        expect([id, statuses.includes(status), body.error?.type]).toEqual([id, true, 'invalid_request_error']);
        // Either the object is missing or a required parameter.
        if (paramsOf(id).required.size === 0)
          expect([id, body.error.code]).toEqual([
            id,
            expect.stringMatching(OF_ACCOUNTS.test(id) ? /^account_invalid$/ : /_missing$|^not_found$/),
          ]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(40);
    expect(await countEvents()).toBe(theirEvents);
  });

  it('cannot pay with, or for, objects of another world', async () => {
    const [customer, method, intent, charge, token, mandate] = [
      ...['customer', 'payment_method', 'payment_intent', 'charge', 'confirmation_token', 'mandate'],
    ].map((kind) => [...(seen.get(kind) ?? [])].at(-1) ?? '') as [string, string, string, string, string, string];
    const card = [...(seen.get('card') ?? [])][0] ?? '';
    const own = (await harness.call('POST', '/v1/customers', {}, { key: STRANGER })).body.id;
    const pay = { amount: '500', currency: 'usd' };
    const now = { confirm: 'true', return_url: 'https://shop.example/done' };
    const agreed = { ...pay, ...now, customer: own, payment_method: 'pm_card_visa', off_session: 'true' };
    const tries: readonly (readonly [path: string, form: Record<string, string>, param: string])[] = [
      ['/v1/payment_intents', { ...pay, customer }, 'customer'],
      ['/v1/payment_intents', { ...pay, payment_method: method }, 'payment_method'],
      ['/v1/payment_intents', { ...pay, ...now, confirmation_token: token }, 'confirmation_token'],
      ['/v1/payment_intents', { ...agreed, mandate }, 'mandate'],
      ['/v1/setup_intents', { customer }, 'customer'],
      ['/v1/setup_intents', { payment_method: method }, 'payment_method'],
      ['/v1/setup_intents', { ...now, confirmation_token: token }, 'confirmation_token'],
      ['/v1/refunds', { charge }, 'charge'],
      ['/v1/refunds', { payment_intent: intent }, 'payment_intent'],
      ['/v1/charges', { ...pay, customer }, 'customer'],
      ['/v1/charges', { ...pay, source: card }, 'source'],
      [
        '/v1/tax_ids',
        { type: 'eu_vat', value: 'DE123456789', 'owner[type]': 'customer', 'owner[customer]': customer },
        'owner[customer]',
      ],
      [`/v1/customers/${own}/sources`, { source: card }, 'source'],
      [`/v1/payment_methods/${method}/attach`, { customer: own }, 'payment_method'],
      ['/v1/payment_methods/pm_card_visa/attach', { customer }, 'customer'],
      ['/v1/customers', { payment_method: method }, 'payment_method'],
      [
        `/v1/customers/${own}`,
        { 'invoice_settings[default_payment_method]': method },
        'invoice_settings[default_payment_method]',
      ],
      [`/v1/customers/${own}`, { default_source: card }, 'default_source'],
    ];
    for (const [path, form, param] of tries) {
      const { status, body } = await ask('POST', path, form);
      expect([path, form, status === 404 || status === 400]).toEqual([path, form, true]);
      expect([path, form, body.error.param]).toEqual([path, form, param]);
    }
    expect(await countEvents()).toBe(theirEvents);
    const mine = await harness.client(STRANGER).events.list({ limit: 100 });
    expect(mine.data.map(({ type }) => type)).toEqual(['customer.created']);
  });
});
