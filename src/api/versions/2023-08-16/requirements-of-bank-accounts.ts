import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const requirementsOfBankAccounts: VersionChange = {
  description: 'Bank accounts tell what has to be handed in for them.',
  response: {
    bank_account: removeFields('future_requirements', 'requirements'),
  },
};
