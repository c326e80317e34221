import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const netAvailableInBalance: VersionChange = {
  description: 'The balance tells what is left of an instant payout after its fee.',
  response: {
    balance: removeFields('instant_available[].net_available'),
  },
};
