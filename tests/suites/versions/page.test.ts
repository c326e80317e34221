import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PAGE, page } from '../../../scripts/api-versions-page.ts';

test('docs/api-versions.md is up to date (run `node scripts/api-versions-page.ts`)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page());
});
