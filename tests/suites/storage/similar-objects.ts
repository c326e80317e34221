import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Storage } from '../../../src/kernel/storage.ts';
import { storedJson } from '../../../src/kernel/stored-json.ts';
import { WrittenRevision } from '../../../src/kernel/written-revision.ts';
import { batch, creation, world } from './samples.ts';

interface Thing {
  readonly id: string;
  readonly object: 'thing';
  readonly [field: string]: unknown;
}

/** Long enough for others to be stored as what differs from it. */
const PLAIN = {
  amount: 1099,
  captured: true,
  description: null as unknown,
  details: { card: { brand: 'visa', checks: { cvc: 'pass', line1: null as unknown }, wallet: null as unknown } },
  fees: [{ amount: 62, type: 'stripe_fee' }] as unknown,
  metadata: {} as unknown,
  notes: 'A long text that all of these objects have in common, so that a difference is shorter. '.repeat(3),
  status: 'succeeded' as unknown,
  internal: { authorization: 'a1', spent: false } as unknown,
};

function thing(id: string, changes: Record<string, unknown> = {}): Thing {
  return { id, object: 'thing', ...PLAIN, ...changes };
}

/** Texts and numbers that JSON writes in more than one way, and hashes of other shapes. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(undefined, -0, 1e21, '\ud800', '"', ', "internal":{}}', { internal: 1 }, [[]], [undefined]),
);
const changes = fc.record(
  {
    amount: strange,
    description: strange,
    details: fc.oneof(strange, fc.record({ card: strange })),
    fees: fc.oneof(strange, fc.array(fc.record({ amount: strange, type: fc.string() }))),
    metadata: fc.dictionary(fc.string(), fc.string()),
    added: strange,
    status: strange,
    internal: fc.oneof(strange, fc.record({ authorization: strange, spent: fc.boolean() })),
  },
  { requiredKeys: [] },
);

export function describeSimilarObjects(storage: () => Storage): void {
  const write = (n: number, object: Thing) =>
    storage().commit(creation(object.id, n, { revisions: [new WrittenRevision(n, object.id, object)] }));

  describe('objects like others', () => {
    it('are read as they were written, whatever is different in them', async () => {
      let n = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 6 }), fc.boolean(), async (all, together) => {
          const objects = all.map((some) => thing(`thing_${++n}`, some));
          const first = n - objects.length + 1;
          if (!together) for (const [i, object] of objects.entries()) await write(first + i, object);
          else {
            const revisions = objects.map((object, i) => new WrittenRevision(first + i, object.id, object));
            await storage().commit(batch({ revisions }));
          }
          for (const [i, object] of objects.entries()) {
            const revision = first + i;
            const body = storedJson(object);
            expect(await storage().readRevision(world, revision)).toEqual({ revision, id: object.id, body });
            if (!together) expect((await storage().readObject(world, object.id))?.body).toBe(body);
          }
        }),
        { numRuns: 60 },
      );
    });

    it('do not rest on one that was never committed', async () => {
      const twice = [1, 1].map((revision) => new WrittenRevision(revision, 'thing_1', thing('thing_1')));
      const results = await Promise.allSettled([
        storage().commit(creation('thing_1', 1, { revisions: twice })),
        write(2, thing('thing_2')),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
      await write(3, thing('thing_3', { status: 'failed' }));
      for (const [id, changed] of [['thing_2', {}] as const, ['thing_3', { status: 'failed' }] as const]) {
        expect((await storage().readObject(world, id))?.body).toBe(storedJson(thing(id, changed)));
      }
    });

    it('stay as they are when many more follow', async () => {
      const many = Array.from({ length: 2_500 }, (_, n) => thing(`thing_${n}`, { amount: n, fees: [{ amount: n }] }));
      for (let n = 0; n < many.length; n += 500) {
        const part = many.slice(n, n + 500);
        const revisions = part.map((object, i) => new WrittenRevision(n + i, object.id, object));
        await storage().commit(batch({ revisions }));
      }
      const read = await storage().readRevisions(world, [0, 999, 1_000, 1_001, 1_499, 2_499]);
      expect(read.map(({ body }) => body)).toEqual(
        read.map(({ revision }) => storedJson(many[revision] ?? thing('missing'))),
      );
    });
  });
}
