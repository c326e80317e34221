import type { VersionChange } from '../change.ts';
import { restoreField } from '../fields.ts';

export const aggregateUsageOfPrices: VersionChange = {
  description: 'What is used is counted by meters, and prices no longer say how usage records add up.',
  response: {
    plan: restoreField('aggregate_usage', () => null),
    price: restoreField('recurring.aggregate_usage', () => null),
  },
};
