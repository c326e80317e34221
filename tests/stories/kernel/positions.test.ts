import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base62, createIds, idFloor } from '../../../src/kernel/ids.ts';
import { BLOCK, createPositions, LAST_MOMENT_MS, positionMs, positionsCreated } from '../../../src/kernel/positions.ts';

const moment = fc.integer({ min: 0, max: LAST_MOMENT_MS });
const position = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('positions', () => {
  it('rise by at least a block, even if the clock does not', () =>
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2, maxLength: 50 }), (clock) => {
        const take = createPositions();
        let last = -1;
        for (const ms of clock) {
          const next = take(ms);
          expect(next).toBeGreaterThanOrEqual(last + (last < 0 ? 1 : BLOCK));
          expect(Number.isSafeInteger(next + BLOCK)).toBe(true);
          last = next;
        }
      }),
    ));

  it('continue after those of an earlier run, even if the clock was set back', () =>
    fc.assert(
      fc.property(moment, moment, (before, after) => {
        const last = createPositions()(before) + BLOCK - 1;
        expect(createPositions(last)(after)).toBeGreaterThan(last);
      }),
    ));

  it('hold the time they were taken at, never an earlier one', () =>
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 500 }), (ms, blocks) => {
        const take = createPositions();
        expect(positionMs(take(ms))).toBe(ms);
        for (let n = 1; n < blocks; n++) take(ms);
        expect(positionMs(take(ms))).toBeGreaterThanOrEqual(ms);
      }),
    ));

  it('match the `created` ranges of their second', () => {
    const bound = fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: undefined });
    return fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_999 }),
        fc.record({ gt: bound, gte: bound, lt: bound, lte: bound }),
        (ms, range) => {
          const at = createPositions()(ms);
          const given = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined));
          const { above = -1, below = Number.MAX_SAFE_INTEGER } = positionsCreated(given);
          const second = Math.floor(ms / 1000);
          const { gt = -1, gte = 0, lt = 1e9, lte = 1e9 } = given;
          const isIn = second > gt && second >= gte && second < lt && second <= lte;
          expect(at > above && at < below).toBe(isIn);
        },
      ),
    );
  });

  it('cover the whole second of a single timestamp', () => {
    const { above = 0, below = 0 } = positionsCreated(1_767_603_600);
    const take = createPositions();
    for (const [ms, inside] of [
      [1_767_603_599_999, false],
      [1_767_603_600_000, true],
      [1_767_603_600_999, true],
      [1_767_603_601_000, false],
    ] as const) {
      const at = take(ms);
      expect(at > above && at < below).toBe(inside);
    }
  });
});

describe('ids', () => {
  const prefix = fc.constantFrom('pi', 'cus', 'evt', 'pa_nonce');

  it('sort as their positions do, short ones and long ones', () =>
    fc.assert(
      fc.property(prefix, position, position, (name, a, b) => {
        const ids = createIds();
        const [one, two] = [ids.next(name, a), ids.next(name, b)];
        if (a !== b) expect(one < two).toBe(a < b);
      }),
    ));

  it('lie above the floor of their position and below that of the next', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }), (at) => {
        const id = createIds().next('evt', at);
        expect(id > idFloor('evt', at) && id < idFloor('evt', at + 1)).toBe(true);
      }),
    ));

  it("have Stripe's format", () => {
    const ids = createIds();
    expect(ids.next('pi', 1)).toMatch(/^pi_1[0-9A-Za-z]{23}$/);
    expect(ids.next('cus', 1)).toMatch(/^cus_[0-9A-Za-z]{14}$/);
    expect(ids.next('prod', 1)).toMatch(/^prod_[0-9A-Za-z]{14}$/);
  });

  it('differ at one position', () => {
    const ids = createIds();
    for (const name of ['pi', 'cus']) {
      const many = Array.from({ length: 2_000 }, () => ids.next(name, 7));
      expect(new Set(many).size).toBe(many.length);
    }
  });

  it('use every character about as often', () => {
    const counts = new Map<string, number>();
    const text = createIds().random(62_000);
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
  });

  it('encode numbers in digits that sort', () =>
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(base62(a, 9)).toHaveLength(9);
        expect(base62(a, 9) < base62(b, 9)).toBe(a < b);
      }),
    ));
});
