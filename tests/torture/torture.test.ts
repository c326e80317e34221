import { expect, it } from 'vitest';
import { PARTS } from './parts.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260235);

it.each(PARTS.map((part) => [part.name, part] as const))(
  'nothing is lost or doubled: %s',
  async (_, part) => {
    const { problems } = await part.run({ seed: SEED, size: 'short', tell: () => {} });
    expect(problems).toEqual([]);
  },
  120_000,
);
