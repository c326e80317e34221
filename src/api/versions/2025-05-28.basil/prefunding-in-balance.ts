import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const prefundingInBalance: VersionChange = {
  description: 'The balance tells what is set aside for refunds and disputes.',
  response: {
    balance: removeFields('refund_and_dispute_prefunding'),
  },
};
