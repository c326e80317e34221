import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const meterOfPrices: VersionChange = {
  description: 'Metered prices name the meter that counts the usage.',
  response: {
    plan: removeFields('meter'),
    price: removeFields('recurring.meter'),
  },
};
