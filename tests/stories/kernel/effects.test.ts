import { describe, expect, it } from 'vitest';
import { createEffects } from '../../../src/kernel/effects.ts';

/** Decisions of one process, and the effects that were rolled back. */
function process() {
  const undone: string[] = [];
  const reported: unknown[] = [];
  const track = createEffects((error) => reported.push(error));
  return {
    undone,
    reported,
    decision() {
      const effects = track();
      return { ...effects, does: (name: string) => effects.add(name, async () => void undone.push(name)) };
    },
  };
}

describe('side effects of a decision', () => {
  it('are rolled back, newest first, if it was not committed', async () => {
    const { undone, decision } = process();
    const one = decision();
    one.does('capture');
    one.does('void the rest');
    await one.rollback();
    expect(undone).toEqual(['void the rest', 'capture']);
  });

  it('remain if it was committed', async () => {
    const { undone, decision } = process();
    const one = decision();
    one.does('capture');
    one.commit();
    await one.rollback();
    expect(undone).toEqual([]);
  });

  it('are rolled back if a second run of the decision takes another path', async () => {
    const { undone, decision } = process();
    const one = decision();
    one.does('capture of the first try');
    one.does('refund in both');
    one.restart();
    one.does('refund in both');
    one.commit();
    await one.rollback();
    expect(undone).toEqual(['capture of the first try']);
  });

  it('belong to the decision that did them last', async () => {
    const { undone, decision } = process();
    const [lost, retried] = [decision(), decision()];
    lost.does('authorize');
    retried.does('authorize');
    retried.commit();
    // The first was never committed, which is only discovered now; the second was, and depends on the same effect.
    await lost.rollback();
    expect(undone).toEqual([]);
  });

  it('are rolled back once, by any process', async () => {
    const { undone, decision } = process();
    const [one, other] = [decision(), decision()];
    one.does('authorize');
    other.does('authorize');
    await Promise.all([one.rollback(), other.rollback()]);
    expect(undone).toEqual(['authorize']);
  });

  it('are reported if rolling back fails, and the rest is rolled back anyway', async () => {
    const { undone, reported, decision } = process();
    const one = decision();
    one.does('capture');
    one.add('refund', async () => {
      throw new Error('the network is away');
    });
    await one.rollback();
    expect(undone).toEqual(['capture']);
    expect(reported).toEqual([new Error('the network is away')]);
  });
});
