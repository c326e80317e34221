import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextRing } from '../../../src/kernel/text-ring.ts';

describe('a ring of texts', () => {
  it('has the newest texts as they were added, and loses the oldest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 30 })),
        fc.integer({ min: 1, max: 8 }),
        (texts, most) => {
          const ring = createTextRing({ most, bytes: 200 });
          for (const [n, text] of texts.entries()) {
            ring.add(`text ${n}`, text);
            const kept = texts.slice(0, n + 1).map((_, place) => ring.get(`text ${place}`));
            const first = kept.findIndex((found) => found !== undefined);
            expect(kept.slice(first)).toEqual(texts.slice(first, n + 1));
            expect(kept.length - first).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });

  it('keeps as many as fit', () => {
    const ring = createTextRing({ most: 100, bytes: 3_000 });
    for (let n = 0; n < 100; n++) ring.add(String(n), 'x'.repeat(100));
    const kept = Array.from({ length: 100 }, (_, n) => ring.get(String(n))?.length === 100);
    // A text of a hundred characters may take three hundred bytes, so that much is free when one is added.
    expect(kept.lastIndexOf(false)).toBeLessThan(100 - 26);
    expect(kept.filter(Boolean).length).toBeLessThanOrEqual(30);
  });

  it('does not keep a text that is longer than all of it', () => {
    const ring = createTextRing({ most: 10, bytes: 100 });
    ring.add('short', 'abc');
    ring.add('long', 'x'.repeat(101));
    expect([ring.get('short'), ring.get('long')]).toEqual(['abc', undefined]);
  });
});
