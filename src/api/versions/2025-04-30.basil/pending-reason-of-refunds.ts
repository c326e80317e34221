import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const pendingReasonOfRefunds: VersionChange = {
  description: 'Pending refunds tell why they are.',
  response: {
    refund: removeFields('pending_reason'),
  },
};
