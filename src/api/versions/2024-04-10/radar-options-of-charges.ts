import type { VersionChange } from '../change.ts';
import { removeEmptyField } from '../fields.ts';

export const radarOptionsOfCharges: VersionChange = {
  description: 'Charges of a PaymentIntent always have radar_options.',
  response: {
    charge: removeEmptyField('radar_options'),
  },
};
