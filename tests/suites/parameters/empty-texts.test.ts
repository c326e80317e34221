import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_TEXTS, NEVER_EMPTY } from '../../../contract/empty-texts.ts';
import { BUILT } from '../../support/declared.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { leavesOf } from './leaves.ts';
import { openShop, type Shop } from './shop.ts';
import { SITUATIONS } from './situations.ts';

/** Every text that may be sent empty leaves null behind, whatever its field held before, and '' only where null cannot be. */

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

const VERSION = '2026-02-25.clover';
const TIMEOUT_MS = 60_000;

/** Fields that are texts and never null. */
const NEVER_NULL = /(?:^|\/)shipping(?:_details)?\/name$/;

const bracketed = (path: string) => path.replace(/\.(\w+)/g, '[$1]');

/** The places of empty texts in an answer. */
function empties(value: Json, at = ''): string[] {
  if (value === '') return [at.slice(1)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => empties(inner, `${at}/${name}`));
}

async function send(shop: Shop, id: string, path: string, value: string): Promise<{ status: number; body: Json }> {
  const operation = BUILT.find((built) => built.id === id);
  const prepare = SITUATIONS[id];
  const leaf = operation && leavesOf(operation.params()).find((found) => found.path === path);
  if (!leaf || !prepare) throw new Error(`${id} has no parameter ${path} that can be examined.`);
  const { ids = [], form = {} } = await prepare(shop, path);
  const [method = '', template = ''] = id.split(' ');
  let place = 0;
  const to = template.replace(/\{\w+\}/g, () => ids[place++] ?? 'none');
  return shop.send(method, to, { ...leaf.companions, ...form, ...leaf.types, [path]: value });
}

const built = ([id]: [string, readonly string[]]) => BUILT.some((operation) => operation.id === id);

describe('a text that may be empty becomes null', () => {
  it.each(Object.entries(EMPTY_TEXTS).filter(built))(
    '%s',
    async (id, paths) => {
      const shop = openShop(harness, [], `sk_test_${id.replace(/\W+/g, '')}`, VERSION);
      const wrong: string[] = [];
      for (const path of paths.map(bracketed)) {
        const { status, body } = await send(shop, id, path, '');
        const kept = empties(body).filter((place) => !NEVER_NULL.test(place));
        if (status !== 200 || kept.length > 0) wrong.push(`${path}: ${status} ${body.error?.message ?? kept}`);
      }
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('an empty text is refused', () => {
  const refused: [string, readonly string[]][] = [
    ...Object.entries(NEVER_EMPTY),
    ['POST /v1/products', ['name']],
    ['POST /v1/products/{id}', ['name']],
    ['POST /v1/customers', ['payment_method']],
    ['POST /v1/payment_intents', ['customer']],
  ];
  it.each(refused)('%s %s', async (id, paths) => {
    const shop = openShop(harness, [], `sk_test_${id.replace(/\W+/g, '')}`, VERSION);
    for (const path of paths.map(bracketed)) {
      const { status, body } = await send(shop, id, path, '');
      expect([status, body.error]).toMatchObject([400, { code: 'parameter_invalid_empty', param: path }]);
    }
  });
});

it('an update with an empty text unsets what is there', async () => {
  const { stripe } = harness;
  const address = { line1: 'Sample Street 1', line2: '2nd floor', city: 'Aarhus', postal_code: '8000', country: 'DK' };
  const { id } = await stripe.customers.create({
    name: 'Jenny Rosen',
    email: 'jenny@example.com',
    phone: '+4520123456',
    description: 'regular',
    address,
    shipping: { name: 'Jenny Rosen', phone: '+4520123456', address },
  });
  const nothing = { name: '', email: '', phone: '', description: '' };
  const emptied = await stripe.customers.update(id, { ...nothing, address: { ...address, line2: '' } });
  expect(emptied).toMatchObject({ name: null, email: null, phone: null, description: null });
  expect(emptied.address).toEqual({ ...address, line2: null, state: null });
  const intent = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    description: 'Tea',
    shipping: { name: 'Jenny Rosen', address },
  });
  const changed = await stripe.paymentIntents.update(intent.id, {
    description: '',
    shipping: { name: '', carrier: '', address: { ...address, line2: '' } },
  });
  expect(changed.description).toBeNull();
  expect(changed.shipping).toMatchObject({ name: '', carrier: null, address: { line1: address.line1, line2: null } });
});
