import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGE, page } from '../../../scripts/payment-methods-page.ts';

it('the page about payment methods matches the modules', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page());
});
