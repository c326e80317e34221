import type { VersionChange } from '../../../kernel/version-change.ts';
import { restoreField } from '../../../kernel/version-steps.ts';

export const aggregateUsageOfPrices: VersionChange = {
  version: '2025-03-31.basil',
  description: 'Prices and plans no longer have `aggregate_usage`; meters aggregate usage.',
  response: {
    plan: restoreField('aggregate_usage', () => null),
    price: restoreField('recurring.aggregate_usage', () => null),
  },
};
