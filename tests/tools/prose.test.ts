import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { missedFloors, readProse } from '../../scripts/prose.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-prose-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('finds comments that start with a question or make code talk, with their place, and casts in code only', () => {
  mkdirSync(join(root, 'src'));
  writeFileSync(
    join(root, 'src', 'sample.ts'),
    [
      '/** Whether it fits. */',
      'export const fits = true;',
      '/**',
      ' * Returns the total. The event tells of it.',
      ' */',
      '// A cast as never, in a comment.',
      'export const total = 7 as unknown as string;',
    ].join('\n'),
  );
  const prose = readProse(root, ['src']);
  expect(prose).toMatchObject({
    docComments: 2,
    questions: [{ at: 'src/sample.ts:1' }],
    speech: [{ at: 'src/sample.ts:3' }],
    forcedCasts: [{ at: 'src/sample.ts:7' }],
  });
  expect(missedFloors(prose)).toHaveLength(2);
});
