import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationId } from '../../../src/contract/contract.ts';
import { versionPort } from '../../../src/events/versions-port.ts';
import type { JsonObject } from '../../../src/kernel/version-change.ts';
import { checkResponse } from '../../support/check-response.ts';
import { BUILT_IDS, STORED } from '../../support/declared.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { unexpected } from './known-differences.ts';
import { hasHistory, shapesAt, VERSIONS } from './release-shapes.ts';
import { asSent } from './samples/shared.ts';
import { findVisits, remember, type Seen } from './visits.ts';
import { WORLD } from './world.ts';

/** Operations without objects so far. */
const FIND_NOTHING: readonly string[] = [];

let shop: Harness;
let visits: Map<OperationId, string[]>;
let events: JsonObject[];

beforeAll(async () => {
  shop = await createHarness();
  const seen: Seen = new Map();
  for (const [kind, deed] of Object.entries(WORLD)) if (STORED.includes(kind)) remember(await deed(shop), seen);
  visits = await findVisits(shop, BUILT_IDS, seen);
  events = await readEvents();
});

afterAll(() => shop?.close());

describe('the world', () => {
  test.each(STORED)('has a %s, whose shape is recorded at all versions', (kind) => {
    expect(Object.keys(WORLD), `tell in tests/suites/versions/world.ts how a ${kind} comes about`).toContain(kind);
    expect(hasHistory(kind), `name ${kind} in contract/release-files.ts, \`npm run generate:releases\``).toBe(true);
  });

  test('has objects for every GET operation', () => {
    const unread = [...visits].filter(([, found]) => found.length === 0).map(([id]) => id);
    expect(unread, 'tell in tests/suites/versions/world.ts how there is something').toEqual(FIND_NOTHING);
  });
});

describe.each(VERSIONS)('at %s', (version) => {
  test('every response has the fields of the first release of that version', { timeout: 60_000 }, async () => {
    const found: string[] = [];
    for (const [id, paths] of visits) {
      // Events keep the version of their time, whatever the reader's.
      if (id.startsWith('GET /v1/events')) continue;
      for (const path of paths) {
        const plain = await read(path, version);
        const fields = expandableFields(plain, version);
        const whole = fields.length > 0 ? await read(withExpansions(path, fields), version) : plain;
        found.push(...checkResponse(whole, shapesAt(version)));
      }
    }
    expect(unexpected(found, version)).toEqual([]);
  });

  test('and so do the objects of events', async () => {
    const { engine } = shop.florin;
    const [world = ''] = engine.worlds.known();
    const found: string[] = [];
    for (const event of events) {
      const told = asSent(await engine.use(versionPort).downgrade(structuredClone(event), version, world));
      found.push(...checkResponse(told, shapesAt(version)));
      found.push(...checkResponse(changesIn(told), shapesAt(version)).filter(isUnknown));
    }
    expect(unexpected(found, version)).toEqual([]);
  });
});

async function read(path: string, version?: string): Promise<JsonObject> {
  const { status, body } = await shop.call('GET', path, '', version ? { headers: { 'stripe-version': version } } : {});
  if (status !== 200) throw new Error(`${path} at ${version}: ${JSON.stringify(body)}`);
  return body;
}

async function readEvents(): Promise<JsonObject[]> {
  const pages = await Promise.all((visits.get('GET /v1/events') ?? []).map((path) => read(path)));
  return pages.flatMap(({ data }) => data as JsonObject[]);
}

/** Returns the changed fields of an event's object. */
function changesIn({ data }: JsonObject): JsonObject {
  const { object, previous_attributes: previous } = data as { object: JsonObject; previous_attributes?: JsonObject };
  return { ...previous, object: object.object ?? null };
}

function isUnknown(difference: string): boolean {
  return difference.endsWith(': unknown field');
}

/** Returns the fields of an object that hold an id and can be expanded at a version. */
function expandableFields(object: JsonObject, version: string): string[] {
  const fields = shapesAt(version)(String(object.object))?.fields;
  return [...(fields ?? [])].flatMap(([name, { kind }]) =>
    kind === 'expandable' && typeof object[name] === 'string' ? [name] : [],
  );
}

function withExpansions(path: string, fields: readonly string[]): string {
  return `${path}${path.includes('?') ? '&' : '?'}${fields.map((name) => `expand[]=${name}`).join('&')}`;
}
